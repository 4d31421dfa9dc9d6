"""What is shown: HTML and SVG, made from the templates beside this package."""
