internal import SPF

/// A TXT record that was meant to be an SPF record and is none, where there is no other.
struct AlmostRecord {
  /// The text, safe to show and not too long.
  let text: String
  /// Why it is none.
  let what: String

  private static let textLength = 120

  /// nil if nothing in `answer` resembles an SPF record.
  init?(in answer: DNSAnswer) {
    guard case .none = answer.selection, case .texts(let list) = answer.records else { return nil }
    for octets in list.lazy.map(\.joined) {
      guard let resemblance = Resemblance.wrong(in: octets) else { continue }
      text =
        Printable.ascii(octets.prefix(Self.textLength)) + (octets.count > Self.textLength ? "…" : "")
      what = resemblance.what
      return
    }
    return nil
  }

  /// For the heading of a domain without a record.
  var note: String { "no SPF record, but almost: \"\(text)\": \(what); spf lint tells more" }

  /// What to do.
  func remedy(for domain: DomainName?) -> String {
    "The TXT record \"\(text)\" is almost one: \(what). Correct it; spf lint\(domain.map { " \($0)" } ?? "") tells more."
  }
}
