public import SPF

/// A wildcard (RFC 4592) from which a name has what it has.
public struct Wildcard: Sendable, Hashable {
  /// The name that the asterisk stands before.
  public let parent: DomainName
  /// The types of the records that the name has from it, of those that mail needs.
  public let types: Set<DNSRecordType>

  /// The types that go away once the name has a TXT record of its own.
  var othersThanTexts: [String] { types.subtracting([.txt]).map(\.description).sorted() }

  /// The name that comes to exist right below ``parent`` once `domain` does, even without records (section 2.2.2): to it,
  /// and to all names below it, the wildcard gives nothing from then on.
  func shielded(by domain: DomainName) -> DomainName {
    let labels = domain.labels.suffix(parent.labelCount + 1).map { Array($0) }
    return DomainName(labels: labels) ?? domain
  }

  /// Which names lose what the wildcard gives, in a sentence.
  func losers(by domain: DomainName) -> String {
    let top = shielded(by: domain)
    guard top != domain else {
      return
        "Names below \(domain) lose what they have from it, too: what of them is in use needs records of its own."
    }
    var between: [String] = []
    var name = domain.parent
    while let ancestor = name, ancestor != parent {
      between.insert(ancestor.description, at: 0)
      name = ancestor.parent
    }
    let exist = between.count == 1 ? "then exists, even without records" : "then exist, even without records"
    return
      "\(between.joined(separator: ", ")) \(exist) (section 2.2.2), and with every other name below \(top) \(between.count == 1 ? "loses" : "lose") what the wildcard gives: what of them is in use needs records of its own, too."
  }

  /// How a plan becomes possible that nobody loses anything by.
  var remedy: String {
    let list = types.map(\.description).sorted().joined(separator: ", ")
    return
      "First publish all that the wildcard gives (\(list), and whatever else) as records of the name's own, unchanged and in one moment, there and at the names that lose it; then plan again. Or change the record of *.\(parent) itself."
  }
}

extension Wildcard: CustomStringConvertible {
  /// `*.example.com`.
  public var description: String { "*.\(parent)" }
}
