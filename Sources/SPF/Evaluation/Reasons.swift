/// The words of a trace. Each is a few words without a full stop, made only when a trace is asked for.
enum Reasons {
  static let all = "always matches"
  static let malformedTarget = "the target is not a domain name"
  static let explanation = "looked up for the explanation"
  static let noExplanation = "there is no text to explain with"
  static let severalExplanations = "there are several texts to explain with, and none counts"
  static let malformedExplanation = "the text is no well-formed explanation"
  static let internationalLocalPart = "needs the local part, which is not ASCII"

  static func inNetwork(_ client: IPAddress) -> String { "\(client) is in it" }
  static func notInNetwork(_ client: IPAddress) -> String { "\(client) is not in it" }

  static func otherFamily(_ family: IPAddress.Family) -> String {
    "the client uses \(family == .ipv4 ? "IPv6" : "IPv4")"
  }

  static func address(_ address: IPAddress, of name: DomainName) -> String {
    "\(name) has the address \(address)"
  }
  static func noAddress(_ client: IPAddress) -> String { "\(client) is not among the addresses" }
  static func noName(_ name: DomainName) -> String { "\(name) does not exist" }

  static func noAddressOfFamily(_ name: DomainName, _ family: IPAddress.Family) -> String {
    "\(name) has no \(family == .ipv4 ? "IPv4" : "IPv6") address"
  }

  static func noExchange(_ name: DomainName) -> String { "\(name) has no mail exchange" }
  static func exists(_ name: DomainName) -> String { "\(name) has an A record" }
  static func existsNot(_ name: DomainName) -> String { "\(name) has no A record" }

  static func pointer(_ name: DomainName, _ target: DomainName) -> String {
    name == target
      ? "\(name) is a validated name of the client"
      : "\(name), a validated name of the client, is below \(target)"
  }

  static func noPointer(_ client: IPAddress, _ target: DomainName) -> String {
    "no validated name of \(client) is \(target) or below it"
  }

  static func included(_ result: SPFResult) -> String { "its record gives \(result)" }
  static func redirected(_ result: SPFResult) -> String { "the record there gives \(result)" }
}
