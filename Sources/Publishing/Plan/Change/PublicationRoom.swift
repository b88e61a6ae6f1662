internal import SPF

/// Whether what is to be published gets through to receivers (RFC 7208 section 3.4).
struct PublicationRoom {
  private let published: PublishedTexts
  private let allowsLarge: Bool

  init(_ published: PublishedTexts, allowsLarge: Bool) {
    self.published = published
    self.allowsLarge = allowsLarge
  }

  private func size(_ texts: [TextRecord]) -> PublicationSize {
    PublicationSize(texts, of: published.domain)
  }

  /// What the owner should know of the size of `record`; what DNS cannot carry is refused, and so is what only TCP can
  /// carry, if that is new and not allowed.
  func warnings(for record: String) throws(PlanError) -> [String] {
    let domain = published.domain
    let size = size(published.publishing(record))
    guard size.longest <= PublicationSize.limit, size.response <= PublicationSize.limit else {
      throw PlanError(
        domain.description,
        "the TXT records would make a response of \(size.response) octets; a message of DNS has at most \(PublicationSize.limit)",
        "Nothing was planned. Publish less: use wider networks, or include: a name of your own.")
    }
    let now = self.size(published.texts).response
    if size.response > PublicationSize.withEDNS, now <= PublicationSize.withEDNS, !allowsLarge {
      throw PlanError(
        domain.description,
        "all its TXT records together would make a response of \(size.response) octets (\(now) now): more than \(PublicationSize.withEDNS) get through over TCP alone",
        "Move other TXT records or part of the networks (include:) to a name of their own; or see that all name servers answer over TCP, and use --allow-large."
      )
    }
    var out: [String] = []
    let octets = record.utf8.count
    if octets > 450 {
      out.append("The record has \(octets) octets; RFC 7208 section 3.4 advises to stay below 450.")
    }
    if size.response > PublicationSize.plain {
      let need = size.response > PublicationSize.withEDNS ? "TCP" : "EDNS or TCP"
      out.append(
        "All TXT records of \(domain) together make a response of \(size.response) octets (\(now) now), which needs \(need)."
      )
    }
    return out
  }
}
