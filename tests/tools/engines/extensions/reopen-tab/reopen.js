// WebDriver reaches no menu of the browser; an extension may reopen a tab as "Reopen closed tab" does.
browser.sessions
  .getRecentlyClosed({ maxResults: 1 })
  .then(([closed]) => browser.sessions.restore(closed.tab.sessionId));
