# Shows scripts, pages and pictures that fetch something, in every kind of output that a browser would run.
#
# start from: blank
# expect: all 0

# %% added below load-data
from IPython.display import HTML, SVG, Javascript, Markdown, display, publish_display_data

EVIL = "<script>alert('evil')</script><img src=x onerror=alert('evil')><iframe src='https://evil.example'></iframe>"
display(HTML(EVIL), Javascript("alert('evil')"), Markdown(EVIL + "[x](javascript:alert('evil'))"))
display(SVG(f"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(\"evil\")'>{EVIL.partition('<img')[0]}</svg>"))
for kind in ("text/latex", "application/pdf", "application/vnd.jupyter.widget-view+json", "text/vnd.mermaid", "application/json"):
    publish_display_data({kind: EVIL, "text/plain": EVIL})
picture = '"><script>alert("evil")</script><img src="https://evil.example/'
publish_display_data({"image/png": picture, "image/jpeg": picture}, metadata={"image/png": {"width": '1" onload="alert(1)'}})
print(EVIL, "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x1b[31mred")

# %% encode
def encode(text, vocabulary, max_words=50):
    raise type("<script>alert('evil')</script>", (Exception,), {})("<img src=x onerror=alert('evil')>")
