"""Time as people meet it: who is told before it is too late, what each is reminded of, and the form's weak fields."""
