/// How a name server treats queries for a name.
public enum Misbehaviour: Sendable, Hashable {
  /// No response.
  case silence
  /// RCODE 2.
  case serverFailure
  /// RCODE 5.
  case refusal
  /// Another RCODE.
  case responseCode(UInt8)
  /// RCODE 1 for a query with an OPT record, as servers without EDNS answer (RFC 6891 section 7).
  case noOptions
  /// A truncated response over UDP, the whole over TCP.
  case truncation
  /// A truncated response over TCP too.
  case truncationEverywhere
  /// These octets, with the ID of the query in place of the first two.
  case octets([UInt8])
  /// The right header and question, and a record that ends early.
  case brokenRecord
  /// The right response with the AD bit.
  case authenticData
}
