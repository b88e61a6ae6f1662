internal import SPF

/// A term as given with `--add` or `--remove`.
struct WantedTerm {
  let text: String
  let directive: Directive
  /// The addresses it stands for, if it is a network.
  let network: IPNetwork?

  /// Reads an address, a network, or a directive. One that lets everybody pass is refused, unless it stands in a record
  /// that is given as a whole.
  init(_ given: String, option: String, isWhole: Bool = false) throws(PlanError) {
    let text: String
    if let network = IPNetwork(given) {
      text = "\(network.address.family == .ipv4 ? "ip4" : "ip6"):\(network)"
    } else {
      text = given
    }
    guard let record = try? SPFRecord("v=spf1 \(text)"), record.terms.count == 1,
      let directive = record.terms[0].directive, directive.mechanism != .all
    else {
      throw PlanError(
        "\(option) \(given)", "this is no address, network, or directive other than all",
        Self.remedy(for: given, option))
    }
    self.directive = directive
    self.text = text
    network = Self.network(of: directive.mechanism)
    if !isWhole, option == "--add", directive.qualifier == .pass, let network, network.prefixLength == 0 {
      throw PlanError(
        "\(option) \(given)", "it lets every address of its family pass",
        "Nothing was planned. Name the networks of your servers; who means it gives the whole record, --record."
      )
    }
  }

  private static func remedy(for given: String, _ option: String) -> String {
    let bare = given.drop { "+-~?".contains($0) }.lowercased()
    if bare == "all" {
      return
        "What becomes of everybody else is changed with the whole record: --record \"v=spf1 … \(given)\"."
    }
    let parts = given.split { ", ".contains($0) }
    if parts.count > 1 {
      return "Give each by itself: \(parts.map { "\(option) \($0)" }.joined(separator: " "))."
    }
    if let name = DomainName(given), name.labelCount > 1, given.last?.isLetter == true, !given.contains(":") {
      return
        "Write \(option) a:\(given) for the addresses of a host, or \(option) include:\(given) for the record of a service."
    }
    return "Write, for instance, \(option) 203.0.113.25 or \(option) include:_spf.example.com."
  }

  /// The index of the term in `record` that says the same, whatever its spelling; its qualifier counts.
  func index(in record: SPFRecord) -> Int? {
    record.terms.firstIndex { term in
      guard let other = term.directive, other.qualifier == directive.qualifier else { return false }
      if other.mechanism == directive.mechanism { return true }
      guard let network, let one = Self.network(of: other.mechanism) else {
        return record.text(ofTerm: record.terms.firstIndex(of: term) ?? 0).lowercased() == text.lowercased()
      }
      return NetworkSet(one) == NetworkSet(network)
    }
  }

  static func network(of mechanism: Mechanism) -> IPNetwork? {
    switch mechanism {
    case .ip4(let network): network
    case .ip6(let network): network.network
    default: nil
    }
  }
}
