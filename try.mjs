import { invitationLink } from "/tmp/w/P/app/core/invitation.mjs";
console.log(invitationLink("tool/", {round:"round-1", name:"January to March 2027", partnership:"Testshire Together", preset:"lsp", words:{}, elements:["style","staff"], by:"2027-01-31", contact:"coordinator@example.org", set:"lsp", version:"2.0"}));
