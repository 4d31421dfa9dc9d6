// WebDriver reaches no settings of the browser; an extension may clear storage as "Clear data" does.
browser.browsingData.removeLocalStorage({});
