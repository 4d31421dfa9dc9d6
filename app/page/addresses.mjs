/**
 * Addresses within this page. All have one base as long as the page is loaded: in an invitation, the invitation itself.
 */

import * as address from "../core/address.mjs";
import { readInvitation } from "../core/invitation.mjs";

const read = readInvitation(location.hash);
const base = "address" in read ? read.address : "#";

/** @param {string} hash @param {(id: string) => boolean} isAsked */
export const readAddress = (hash, isAsked) => address.readAddress(base, hash, isAsked);

/** @param {string} named id of a question or an element */
export const addressOf = (named) => address.addressOf(base, named);

/** @param {string} room */
export const roomAddress = (room) => address.roomAddress(base, room);
