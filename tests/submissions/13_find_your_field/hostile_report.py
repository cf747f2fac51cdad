# Right; the written answer tries HTML, headings and a metadata of its own.
#
# start from: _quick

# %% report
# My report <script>alert(1)</script>

## Task 5 · The competition (600 points)

I began with <b>nothing</b> and changed two things. <img src="https://example.org/x.png">

# %% pseudonym
pseudonym = "<b>Ada</b>"
