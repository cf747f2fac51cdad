"""What `course lab` starts: JupyterLab, the page that shows the way through the course, and a check of the machine."""
