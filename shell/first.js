// first.js - the theme that the address asks for, before anything is painted: no flash of a brighter one.
// Runs while the HTML is read, so it stays this small; looks.js takes over. An unknown name leaves the system's own theme.
{
  const asked = new URLSearchParams(location.search);
  const theme = asked.get("start") === "cramp" ? "night" : asked.get("theme");
  if (theme === "dark" || theme === "light" || theme === "night") document.documentElement.dataset.theme = theme;
}
