-- What miltertest says to the milter, and what it must answer.
-- usage: miltertest -D socket=unix:PATH -s milter.lua
-- The zones are those of the story: corp.example.com names 127.0.1.10, and nobody else may send for it.

local function check(is, what)
  if not is then error(what) end
  mt.echo("ok: " .. what)
end

local function begin(client, helo)
  local connection = mt.connect(socket, 40, 0.25)
  if connection == nil then error("cannot connect to " .. socket) end
  check(mt.conninfo(connection, "unknown", client) == nil, "CONNECT of " .. client)
  check(mt.helo(connection, helo) == nil, "HELO " .. helo)
  return connection
end

local function to(connection, sender, recipient, queue)
  if queue then mt.macro(connection, SMFIC_MAIL, "i", queue) end
  check(mt.mailfrom(connection, "<" .. sender .. ">") == nil, "MAIL FROM:<" .. sender .. ">")
  check(mt.rcptto(connection, "<" .. recipient .. ">") == nil, "RCPT TO:<" .. recipient .. ">")
end

-- A pass: a header field, and two forged ones deleted between which another's stays.
local good = begin("127.0.1.10", "mail.corp.example.com")
check(mt.test_action(good, SMFIF_ADDHDRS), "header fields are added")
check(mt.test_action(good, SMFIF_CHGHDRS), "header fields are deleted")
check(not mt.test_action(good, SMFIF_CHGBODY), "the body is not changed")
check(mt.test_option(good, SMFIP_NOBODY), "no body is wanted")
check(mt.test_option(good, SMFIP_NR_MAIL), "MAIL is not answered")
check(not mt.test_option(good, SMFIP_NOHDRS), "header fields are wanted")
for number = 1, 2 do
  to(good, "support-info@corp.example.com", "me@receiver.example", "4XTEST" .. number)
  check(mt.getreply(good) == SMFIR_CONTINUE, "message " .. number .. " passes")
  mt.header(good, "Authentication-Results", "mx.receiver.example; spf=pass")
  mt.header(good, "Authentication-Results", "other.example; spf=pass")
  mt.header(good, "Authentication-Results", "(c) MX.receiver.example; dkim=pass")
  mt.header(good, "Subject", "test")
  check(not pcall(mt.eoh, good), "the end of the header is not wanted")
  check(mt.eom(good) == nil, "the end of the message")
  check(mt.getreply(good) == SMFIR_CONTINUE, "the message is taken")
  check(mt.eom_check(good, MT_HDRINSERT, "Received-SPF"), "Received-SPF is inserted")
  for place = 1, 3 do
    check(
      mt.eom_check(good, MT_HDRDELETE, "Authentication-Results", place) == (place ~= 2),
      "Authentication-Results " .. place .. (place ~= 2 and " is deleted" or " stays"))
  end
  check(not mt.eom_check(good, MT_HDRADD), "nothing is added at the end")
  check(not mt.eom_check(good, MT_BODYCHANGE), "the body is as it was")
  check(string.find(mt.getheader(good, "Received-SPF", 0), "Pass (mailfrom)", 1, true) == 1, "Pass (mailfrom)")
end
mt.disconnect(good)

-- A fail at the recipient, then RSET and a sender without a record.
local bad = begin("127.0.1.25", "mail2.corp.example.jp")
to(bad, "support-info@corp.example.com", "me@receiver.example")
check(mt.getreply(bad) == SMFIR_REPLYCODE, "the recipient is refused")
mt.abort(bad)
to(bad, "somebody@corp.example.jp", "me@receiver.example")
check(mt.getreply(bad) == SMFIR_CONTINUE, "the next message passes")
check(mt.eom(bad) == nil and mt.eom_check(bad, MT_HDRINSERT, "Received-SPF"), "with a header field")
mt.disconnect(bad)

-- An authenticated user.
local user = begin("127.0.1.25", "mail2.corp.example.jp")
mt.macro(user, SMFIC_MAIL, "{auth_authen}", "alice")
to(user, "support-info@corp.example.com", "me@receiver.example")
check(mt.getreply(user) == SMFIR_CONTINUE, "an authenticated user passes")
check(mt.eom(user) == nil and not mt.eom_check(user, MT_HDRINSERT), "without a header field")
mt.disconnect(user)

-- A version that is older.
local old = mt.connect(socket)
check(mt.negotiate(old, 2, 0x3f, 0x7f) == nil, "version 2")
check(mt.conninfo(old, "unknown", "127.0.1.10") == nil and mt.getreply(old) == SMFIR_CONTINUE, "CONNECT is answered")
check(mt.helo(old, "mail.corp.example.com") == nil and mt.getreply(old) == SMFIR_CONTINUE, "HELO is answered")
mt.disconnect(old, false)

mt.echo("all as expected")
