"""How the window looks: colours, fonts, icons, and how large it all is."""
