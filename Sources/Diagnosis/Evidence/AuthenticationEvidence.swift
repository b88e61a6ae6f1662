internal import MailLog
internal import PublicSuffix
internal import SPF

/// What other methods found for the same mail.
enum AuthenticationEvidence {
  static func collect(_ subject: Subject) -> [Evidence] {
    var found: [Evidence] = []
    for (other, count) in subject.incident.others where other.result == "pass" {
      let domain = other.domain.flatMap { DomainName($0) }
      let isSenders = domain.map { PublicSuffixes.organisation(of: $0) == subject.organisation }
      switch other.method {
      case "dkim" where isSenders != false:
        // Without a domain it may be anybody's signature.
        if isSenders == nil { continue }
        found.append(Evidence(.dkimPasses, "DKIM of \(subject.organisation) verifies (\(count) times)."))
      case "dmarc" where isSenders != false:
        found.append(Evidence(.dmarcPasses, "DMARC passes (\(count) times)."))
      default: break
      }
    }
    var seen: Set<EvidenceCode> = []
    return found.filter { seen.insert($0.code).inserted }
  }
}
