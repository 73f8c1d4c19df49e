"""Every action once: its name, its menu, its key; and the menus made from them."""
