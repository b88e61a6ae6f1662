internal import SPF

/// What is odd about whom a change lets pass.
enum AddedTermRemarks {
  /// A network of a shorter prefix is wider than any mail service's own.
  private static func leastPrefix(_ family: IPAddress.Family) -> Int { family == .ipv4 ? 16 : 32 }

  /// Sentences about `change`; addresses for documentation are not spoken of in an example.
  static func sentences(on change: RecordChange, isExample: Bool) -> [String] {
    var out: [String] = []
    for text in change.added {
      guard let term = try? WantedTerm(text, option: "--record", isWhole: true), let network = term.network,
        term.directive.qualifier == .pass,
        let masked = IPNetwork(
          address: network.address.masked(to: network.prefixLength), prefixLength: network.prefixLength)
      else { continue }
      if let use = SpecialUse.of(masked) {
        if !use.isDocumentation {
          out.append(
            "\(text) is \(use.words): no receiver sees such an address; name the one that the server has outside, behind NAT."
          )
        } else if !isExample {
          out.append("\(text) is \(use.words): no host has it.")
        }
      }
      if network.prefixLength < leastPrefix(network.address.family) {
        out.append(
          "\(text) lets \(CountText.describe(NetworkSet(network))) pass: whoever has one of them may use the name."
        )
      }
    }
    if let record = try? SPFRecord(change.after),
      record.terms.contains(where: { $0.directive == Directive(mechanism: .all) })
    {
      out.append("The record of the end lets everybody pass (+all): it protects nobody.")
    }
    return out
  }
}
