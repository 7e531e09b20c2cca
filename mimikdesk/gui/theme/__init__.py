"""How everything looks: colours, type, icons, and the one stylesheet made of them."""
