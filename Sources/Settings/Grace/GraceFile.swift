internal import PolicyService
internal import SPF

/// What grace has found, in a file: one finding on each line, its parts separated by tabs.
enum GraceFile {
  /// No more are read.
  static let limit = 20_000
  private static let heading =
    "# Kept by spf serve, version 1: first failed, judged, percent, domain, client."

  /// The file with these findings.
  static func text(_ findings: [GraceFinding]) -> String {
    var out = heading + "\n"
    for finding in findings {
      out +=
        "\(finding.first)\t\(finding.judged)\t\(finding.probability.map(String.init) ?? "-")\t"
        + "\(finding.domain)\t\(finding.client)\n"
    }
    return out
  }

  /// The findings of a file; nil if it is none of ours. A line that is none is left out, as a torn one would be.
  static func findings(_ octets: [UInt8]) -> [GraceFinding]? {
    let lines = String(decoding: octets, as: UTF8.self).split(separator: "\n")
    guard let first = lines.first else { return [] }
    guard first == heading else { return nil }
    return lines.dropFirst().prefix(limit).compactMap(finding)
  }

  private static func finding(_ line: Substring) -> GraceFinding? {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard parts.count == 5, let first = Int64(parts[0]), let judged = Int64(parts[1]), first >= 0,
      (first...Int64(UInt32.max)).contains(judged), let domain = DomainName(String(parts[3])),
      let client = IPAddress(parts[4])
    else { return nil }
    let probability = Int(parts[2])
    guard parts[2] == "-" || probability.map({ (0...100).contains($0) }) == true else { return nil }
    return GraceFinding(
      domain: domain, client: client, first: first, judged: judged, probability: probability)
  }
}
