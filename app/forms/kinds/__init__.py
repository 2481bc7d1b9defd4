"""One module a form; each hands its `FORM` to the registry, which finds the modules by itself."""
