internal import SPF

/// Reads the data of records of one type.
struct RecordDataReader {
  let reader: MessageReader
  let type: DNSRecordType

  /// The records whose data stand at `ranges`, which are within the message.
  func records(_ ranges: [Range<Int>]) throws(MessageReader.Malformed) -> DNSAnswer.Records {
    switch type {
    case .a, .aaaa:
      var list: [IPAddress] = []
      for range in ranges {
        guard range.count == (type == .a ? 4 : 16), let address = IPAddress(octets: reader.message[range])
        else { throw malformed("of a wrong length", range) }
        // An IPv4-mapped address turns into IPv4, which no AAAA record can mean.
        if type == .a || address.family == .ipv6 { list.append(address) }
      }
      return .addresses(list)
    case .mx:
      var list: [MailExchange] = []
      for range in ranges {
        var inner = reader
        inner.seek(to: range.lowerBound)
        let preference = try inner.readUInt16("an MX record")
        let exchange = try inner.readName("an MX record")
        guard inner.position == range.upperBound else { throw malformed("of a wrong length", range) }
        list.append(MailExchange(preference: preference, exchange: exchange))
      }
      return .mailExchanges(list)
    case .ptr, .ns:
      var list: [DomainName] = []
      for range in ranges {
        var inner = reader
        inner.seek(to: range.lowerBound)
        let name = try inner.readName("a record of type \(type)")
        guard inner.position == range.upperBound else { throw malformed("of a wrong length", range) }
        list.append(name)
      }
      return .names(list)
    case .soa:
      // A zone has one (RFC 1035 section 5.2); five numbers follow the two names.
      guard let range = ranges.first else { return .none }
      var inner = reader
      inner.seek(to: range.lowerBound)
      let server = try inner.readName("an SOA record")
      let mailbox = try inner.readName("an SOA record")
      guard range.upperBound - inner.position == 20 else { throw malformed("of a wrong length", range) }
      return .names([server, mailbox])
    case .txt, .spf:
      var list: [TextRecord] = []
      for range in ranges { list.append(try text(range)) }
      return .texts(list)
    }
  }

  /// The serial number of an SOA record whose length ``records(_:)`` has checked.
  func serial(_ range: Range<Int>) throws(MessageReader.Malformed) -> UInt32 {
    var inner = reader
    inner.seek(to: range.upperBound - 20)
    return try inner.readUInt32("an SOA record")
  }

  /// The period of an RRSIG record (RFC 4034 section 3.1) over records of the type; nil if it covers another, or is
  /// none: an evaluation has no use for it, and must not fail by it.
  func signaturePeriod(_ range: Range<Int>) -> SignaturePeriod? {
    var inner = reader
    inner.seek(to: range.lowerBound)
    guard range.count > 18, (try? inner.readUInt16("an RRSIG record")) == type.rawValue else { return nil }
    // Algorithm, labels and the original TTL stand between.
    inner.seek(to: range.lowerBound + 8)
    guard let expiration = try? inner.readUInt32("an RRSIG record"),
      let inception = try? inner.readUInt32("an RRSIG record")
    else { return nil }
    return SignaturePeriod(inception: inception, expiration: expiration)
  }

  private func text(_ range: Range<Int>) throws(MessageReader.Malformed) -> TextRecord {
    var strings: [[UInt8]] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let end = index + 1 + Int(reader.message[index])
      guard end <= range.upperBound else { throw malformed("with a string past its end", range) }
      strings.append(Array(reader.message[(index + 1)..<end]))
      index = end
    }
    return TextRecord(strings: strings)
  }

  private func malformed(_ what: String, _ range: Range<Int>) -> MessageReader.Malformed {
    MessageReader.Malformed(place: "a record of type \(type) \(what), at octet \(range.lowerBound)")
  }
}
