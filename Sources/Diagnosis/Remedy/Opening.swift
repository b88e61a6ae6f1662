/// What a setting lets in besides the mail for which it is advised.
public enum Opening: String, Sendable, Hashable, Codable, CaseIterable {
  /// Whoever sends under the domain from the address.
  case senderFromClient = "sender-from-client"
  /// Whoever writes to the recipient through the client.
  case recipientThroughClient = "recipient-through-client"
  /// Whatever comes from the address.
  case client
  /// Whatever comes in that way, which is everything.
  case everything
  /// The right to relay, for whoever can send from the address.
  case relay
  /// The right to say which client mail is from.
  case clientNames = "client-names"

  /// The warning, as a sentence.
  public var sentence: String {
    switch self {
    case .senderFromClient:
      "Opens: whoever else sends from this address under the domain is not checked either, such as other customers of a shared host. All other checks go on."
    case .recipientThroughClient:
      "Opens: whatever comes through this client to these recipients is not checked by SPF. All other checks go on."
    case .client: "Opens: whatever comes from this address is not checked by SPF, under any sender's domain."
    case .everything: "Opens: nothing that comes in this way is checked by SPF any more."
    case .relay:
      "Opens: whoever can send from this address may relay to anywhere. Not for an address of a NAT, a proxy or a shared host."
    case .clientNames:
      "Opens: whoever can send from this address is believed which client mail is from. Only for an address that nobody but the proxy or filter has."
    }
  }
}
