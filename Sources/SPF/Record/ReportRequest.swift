/// What a domain asks for in the modifiers `ra`, `rp` and `rr` of RFC 6652: reports of failures.
///
/// They do not change a result. A malformed one is treated as absent, as RFC 6652 section 3 has it.
public struct ReportRequest: Sendable, Hashable {
  /// The results of which reports are wanted (`rr`, RFC 6652 section 3).
  public enum Wanted: String, Sendable, Hashable, CaseIterable {
    /// All of the others.
    case all
    /// permerror or temperror.
    case error = "e"
    /// fail.
    case fail = "f"
    /// softfail.
    case softfail = "s"
    /// neutral or none.
    case neutral = "n"
  }

  /// The local part of the mailbox for reports; the domain is that of the record (`ra`).
  public let localPart: String
  /// The percentage of incidents to report, 0 to 100 (`rp`); 100 if not given.
  public let percentage: Int
  /// The results to report; `.all` if not given.
  public let results: Set<Wanted>
}

extension SPFRecord {
  /// The request for reports; nil without a usable `ra` modifier.
  public var reportRequest: ReportRequest? {
    func value(_ name: String) -> String? {
      for term in terms {
        guard case .modifier(.unknown(name, let value)) = term.content else { continue }
        return value.constant.map { String(decoding: $0, as: UTF8.self) }
      }
      return nil
    }
    guard let mailbox = value("ra"), !mailbox.isEmpty, mailbox.utf8.count <= 64, !mailbox.contains("@") else {
      return nil
    }
    let percentage = value("rp").flatMap { Int($0) }.flatMap { (0...100).contains($0) ? $0 : nil } ?? 100
    let results = value("rr").map {
      Set($0.lowercased().split(separator: ":").compactMap { ReportRequest.Wanted(rawValue: String($0)) })
    }
    return ReportRequest(
      localPart: mailbox, percentage: percentage,
      results: results.flatMap { $0.isEmpty ? nil : $0 } ?? [.all])
  }
}
