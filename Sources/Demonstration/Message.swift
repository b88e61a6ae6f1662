/// A message of the story at the moment the receiver decides: what Postfix tells its policy service.
struct Message {
  let client: String
  let clientName: String
  let helo: String
  let sender: String
  let recipient: String
  let instance: String

  /// The attributes of a request (SMTPD_POLICY_README of Postfix).
  var attributes: [(name: String, value: String)] {
    [
      ("request", "smtpd_access_policy"), ("protocol_state", "RCPT"), ("protocol_name", "ESMTP"),
      ("client_address", client), ("client_name", clientName), ("helo_name", helo), ("sender", sender),
      ("recipient", recipient), ("instance", instance),
    ]
  }

  /// The line that smtpd of Postfix logs when the service's answer refuses the recipient.
  func rejection(_ action: String) -> String {
    "postfix/smtpd[11989]: NOQUEUE: reject: RCPT from \(clientName)[\(client)]: \(reply(action)); "
      + "from=<\(sender)> to=<\(recipient)> proto=ESMTP helo=<\(helo)>"
  }

  /// The reply that the client gets: Postfix puts the recipient after the codes.
  func reply(_ action: String) -> String {
    let words = action.split(separator: " ", maxSplits: 2)
    guard words.count == 3 else { return action }
    return "\(words[0]) \(words[1]) <\(recipient)>: Recipient address rejected: \(words[2])"
  }

  /// The same message, tried again.
  func again(_ instance: String) -> Message {
    Message(
      client: client, clientName: clientName, helo: helo, sender: sender, recipient: recipient,
      instance: instance)
  }
}
