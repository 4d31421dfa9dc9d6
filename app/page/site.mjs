/**
 * What every page of the site does.
 */

import "./keys.mjs";
import "./menu.mjs";
import "./colours.mjs";
import "./scroll.mjs";
