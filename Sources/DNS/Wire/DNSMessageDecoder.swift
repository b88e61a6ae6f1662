public import SPF

/// Decodes the response to a question (RFC 1035 section 4). Made for messages from strangers: every
/// access is checked, and the work is bounded by the size of the message.
public enum DNSMessageDecoder {
  /// The negative TTL in seconds where the response carries no SOA record.
  static let defaultNegativeTTL: UInt32 = 60
  /// A chain of aliases no longer than this is followed.
  static let longestAliasChain = 16
  /// A set of more records than this is taken for an attack.
  static let largestRecordSet = 4096

  private struct Resource {
    let owner: DomainName
    let type: UInt16
    let ttl: UInt32
    let data: Range<Int>
  }

  /// The answer that `message` gives to `question`. Whatever is wrong with the message is a failure of the
  /// answer; nothing is thrown and nothing traps.
  public static func decode(message: [UInt8], question: DNSQuestion) -> DNSAnswer {
    do throws(MessageReader.Malformed) {
      return try decodeChecked(message, question)
    } catch {
      return .failure(.malformed(error.place))
    }
  }

  private static func decodeChecked(
    _ message: [UInt8], _ question: DNSQuestion
  ) throws(MessageReader.Malformed) -> DNSAnswer {
    var reader = MessageReader(message)
    _ = try reader.readUInt16("the header")
    let flags = try reader.readUInt16("the header")
    let questionCount = try reader.readUInt16("the header")
    let answerCount = try reader.readUInt16("the header")
    let authorityCount = try reader.readUInt16("the header")
    _ = try reader.readUInt16("the header")
    guard flags & 0x8000 != 0 else { throw reader.malformed("a query, not a response") }
    guard flags & 0x7800 == 0 else { throw reader.malformed("the response to another operation") }
    let code = UInt8(flags & 0xf)
    switch code {
    case 0, 3: break
    case 2: return .failure(.serverFailure)
    case 5: return .failure(.refused)
    default: return .failure(.responseCode(code))
    }
    guard flags & 0x0200 == 0 else { return .failure(.truncated) }
    guard questionCount == 1 else { throw reader.malformed("\(questionCount) questions instead of one") }
    let name = try reader.readName("the question")
    let type = try reader.readUInt16("the question")
    let classCode = try reader.readUInt16("the question")
    guard name == question.name, type == question.type.rawValue, classCode == 1 else {
      throw reader.malformed("the response to another question")
    }
    let isAuthenticated = flags & 0x0020 != 0
    var details = DNSAnswer.Details()
    details.isAuthoritative = flags & 0x0400 != 0

    var aliases: [DomainName: (target: DomainName, ttl: UInt32)] = [:]
    var resources: [Resource] = []
    var signatures: [Resource] = []
    for _ in 0..<answerCount {
      guard let resource = try readResource(&reader, "an answer record") else { continue }
      if resource.type == 5 {
        var inner = reader
        inner.seek(to: resource.data.lowerBound)
        let target = try inner.readName("a CNAME record")
        guard inner.position == resource.data.upperBound else {
          throw inner.malformed("a CNAME record of a wrong length")
        }
        if aliases[resource.owner] == nil { aliases[resource.owner] = (target, resource.ttl) }
      } else if resource.type == question.type.rawValue {
        resources.append(resource)
      } else if resource.type == 46 {
        signatures.append(resource)
      }
    }

    var owner = question.name
    var ttl = UInt32.max
    var steps = 0
    while let alias = aliases[owner] {
      steps += 1
      guard steps <= longestAliasChain else { return .failure(.aliasLoop) }
      owner = alias.target
      details.canonicalName = owner
      ttl = min(ttl, alias.ttl)
      details.greatestTTL = max(details.greatestTTL ?? 0, alias.ttl)
    }
    let owned = code == 0 ? resources.filter { $0.owner == owner } : []
    guard owned.isEmpty else {
      guard owned.count <= largestRecordSet else {
        throw reader.malformed("more than \(largestRecordSet) records of one name and type")
      }
      for resource in owned {
        ttl = min(ttl, resource.ttl)
        details.greatestTTL = details.greatestTTL.map { max($0, resource.ttl) }
      }
      let data = RecordDataReader(reader: reader, type: question.type)
      let records = try data.records(owned.map(\.data))
      if question.type == .soa, let first = owned.first { details.serial = try data.serial(first.data) }
      for signature in signatures where signature.owner == owner {
        if let period = data.signaturePeriod(signature.data) { details.signatures.append(period) }
      }
      return DNSAnswer(records: records, ttl: ttl, isAuthenticated: isAuthenticated, details: details)
    }
    let authority = try authority(&reader, count: authorityCount, about: owner)
    details.isChainOpen = code == 0 && owner != question.name && authority.ttl == nil
    if code == 0, !details.isAuthoritative { details.referral = authority.servers }
    details.isNegativeTTLAssumed = authority.ttl == nil && !details.isChainOpen
    details.isAboutOthers = code == 0 && !resources.isEmpty
    let negative = min(ttl, authority.ttl ?? defaultNegativeTTL)
    details.greatestTTL = details.greatestTTL.map { max($0, authority.ttl ?? 0) }
    return code == 3
      ? .noName(ttl: negative, isAuthenticated: isAuthenticated, details: details)
      : .noData(ttl: negative, isAuthenticated: isAuthenticated, details: details)
  }

  /// The lesser of the SOA record's TTL and its MINIMUM field (RFC 2308 section 5), nil without one; and the servers
  /// that a referral names (RFC 1034 section 4.3.2).
  private static func authority(
    _ reader: inout MessageReader, count: UInt16, about name: DomainName
  ) throws(MessageReader.Malformed) -> (ttl: UInt32?, servers: [DomainName]) {
    var least: UInt32?
    var servers: [DomainName] = []
    for _ in 0..<count {
      guard let resource = try readResource(&reader, "an authority record"),
        [2, 6].contains(resource.type), name.isEqualToOrSubdomain(of: resource.owner)
      else { continue }
      var inner = reader
      inner.seek(to: resource.data.lowerBound)
      guard resource.type == 6 else {
        if let server = try? inner.readName("an NS record") { servers.append(server) }
        continue
      }
      _ = try inner.readName("an SOA record")
      _ = try inner.readName("an SOA record")
      guard resource.data.upperBound - inner.position == 20 else {
        throw inner.malformed("an SOA record of a wrong length")
      }
      inner.seek(to: resource.data.upperBound - 4)
      let minimum = timeToLive(try inner.readUInt32("an SOA record"))
      least = min(least ?? .max, resource.ttl, minimum)
    }
    return (least, least == nil ? servers : [])
  }

  /// A record of class IN; nil for another class. The reader stands behind it afterwards.
  private static func readResource(
    _ reader: inout MessageReader, _ what: String
  ) throws(MessageReader.Malformed) -> Resource? {
    let owner = try reader.readName(what)
    let type = try reader.readUInt16(what)
    let classCode = try reader.readUInt16(what)
    let ttl = timeToLive(try reader.readUInt32(what))
    let length = Int(try reader.readUInt16(what))
    let start = reader.position
    _ = try reader.readBytes(length, what)
    guard classCode == 1 else { return nil }
    return Resource(owner: owner, type: type, ttl: ttl, data: start..<(start + length))
  }

  /// A TTL with the top bit set counts as 0 (RFC 2181 section 8).
  private static func timeToLive(_ value: UInt32) -> UInt32 {
    value >> 31 == 0 ? value : 0
  }
}
