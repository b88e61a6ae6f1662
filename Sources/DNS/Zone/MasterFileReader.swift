public import SPF

/// Reads master files (RFC 1035 section 5; `$TTL` of RFC 2308 section 4).
///
/// Records of types that SPF has no use for are left out. `$INCLUDE` and `$GENERATE` are errors.
public struct MasterFileReader: Sendable {
  package typealias Word = MasterFileScanner.Word

  struct Context {
    var origin: DomainName
    /// Whether somebody said what names are relative to.
    var hasOrigin: Bool
    var owner: DomainName?
    var defaultTTL: UInt32?
    var lastTTL: UInt32?
    var minimum: UInt32?
    var data = ZoneData()

    init(origin: DomainName?) {
      self.origin = origin ?? .root
      hasOrigin = origin != nil
    }
  }

  private let file: String
  /// A file no larger than this is read, in octets.
  public static let maximumSize = 64 << 20

  /// A reader of the file called `file` in errors.
  public init(file: String) {
    self.file = file
  }

  /// The zone data of a file. Names are relative to `origin` until `$ORIGIN` says otherwise; without either, `@` and
  /// names of one label are an error.
  public func zoneData(_ content: [UInt8], origin: DomainName? = nil) throws(ZoneFileError) -> ZoneData {
    var scanner = try scanner(content)
    var context = Context(origin: origin)
    while let entry = try scanner.next() {
      if entry.isDirective {
        try directive(entry.words, &context)
      } else {
        try add(try line(entry, &context), &context)
      }
    }
    return context.data
  }

  func scanner(_ content: [UInt8]) throws(ZoneFileError) -> MasterFileScanner {
    guard content.count <= Self.maximumSize else {
      throw ZoneFileError(
        file: file, line: nil, column: nil, message: "larger than \(Self.maximumSize >> 20) MiB",
        remedy: "Split the file.")
    }
    // Some editors put the mark of UTF-8 in front.
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let text = content.starts(with: mark) ? Array(content.dropFirst(mark.count)) : content
    return MasterFileScanner(file: file, content: text)
  }

  func directive(_ words: [Word], _ context: inout Context) throws(ZoneFileError) {
    let keyword = Self.upper(words[0])
    switch keyword {
    case "$ORIGIN":
      context.origin = try name(try argument(words, 1, "a domain name"), context.origin)
      context.hasOrigin = true
    case "$TTL":
      let word = try argument(words, 1, "a TTL")
      guard let ttl = Self.ttl(word) else { throw ttlError(word) }
      context.defaultTTL = ttl
    default:
      throw error(
        words[0], "\(Printable.text(keyword)) is not supported",
        "Use $ORIGIN and $TTL; give each further file on its own.", .directive)
    }
  }

  /// Owner, TTL, class and type of an entry; what follows is not looked at.
  func line(
    _ entry: MasterFileScanner.Entry, _ context: inout Context
  ) throws(ZoneFileError) -> MasterFileLine {
    var words = entry.words[...]
    if !entry.startsWithBlank, let word = words.popFirst() {
      let owner = try name(word, context.origin)
      context.owner = owner
      if !context.hasOrigin, word.text.last != UInt8(ascii: "."), owner.labelCount < 2 {
        // Once is enough: every line of such a file has the mistake.
        context.hasOrigin = true
        throw error(
          word, "\"\(Printable.ascii(word.text))\" is relative, and nothing says to what",
          "Give --origin DOMAIN, or begin the file with $ORIGIN and the domain, for instance $ORIGIN example.com."
        )
      }
    }
    guard let owner = context.owner else {
      throw error(entry.words[0], "expected an owner name", "Begin the first record in the first column.")
    }
    var explicit: UInt32?
    var last = entry.words[entry.words.count - 1]
    while let word = words.first {
      last = word
      if let ttl = Self.ttl(word), explicit == nil, !word.isQuoted {
        explicit = ttl
      } else if ["IN", "CH", "HS"].contains(Self.upper(word)) {
        guard Self.upper(word) == "IN" else { throw error(word, "expected class IN", "Remove the record.") }
      } else {
        break
      }
      words.removeFirst()
    }
    if let word = words.first, explicit == nil, !word.isQuoted,
      word.text.first.map({ (0x30...0x39).contains($0) }) == true
    {
      throw ttlError(word)
    }
    guard let typeWord = words.popFirst() else {
      throw error(last, "expected a record type", "Write, for instance, A, MX or TXT.")
    }
    let ttl = explicit ?? context.defaultTTL ?? context.lastTTL ?? context.minimum ?? 3600
    if explicit != nil { context.lastTTL = explicit }
    return MasterFileLine(
      owner: owner, ttl: ttl, type: Self.upper(typeWord), typeWord: typeWord, fields: Array(words),
      origin: context.origin)
  }

  func add(_ line: MasterFileLine, _ context: inout Context) throws(ZoneFileError) {
    let (owner, ttl, typeWord, fields) = (line.owner, line.ttl, line.typeWord, line.fields)
    if fields.first.map({ Array($0.text) == Array("\\#".utf8) && !$0.isQuoted }) == true { return }
    let words = [typeWord] + fields
    switch line.type {
    case "A", "AAAA":
      let word = try argument(words, 1, "an address")
      let family: IPAddress.Family = line.type == "A" ? .ipv4 : .ipv6
      guard let address = IPAddress(utf8: word.text), address.family == family else {
        throw error(
          word, "expected an \(line.type == "A" ? "IPv4" : "IPv6") address",
          line.type == "A" ? "Write, for instance, 192.0.2.1." : "Write, for instance, 2001:db8::1.")
      }
      context.data.entries[owner, default: ZoneData.Entry()].add(
        .addresses([address]), type: line.type == "A" ? .a : .aaaa, ttl: ttl)
    case "MX":
      let word = try argument(words, 1, "a preference")
      guard let preference = UInt16(String(decoding: word.text, as: UTF8.self)) else {
        throw error(word, "expected a preference", "Write a number from 0 to 65535.")
      }
      let host = try name(try argument(words, 2, "a host"), line.origin)
      context.data.entries[owner, default: ZoneData.Entry()].add(
        .mailExchanges([MailExchange(preference: preference, exchange: host)]), type: .mx, ttl: ttl)
    case "PTR", "NS":
      let target = try name(try argument(words, 1, "a domain name"), line.origin)
      context.data.entries[owner, default: ZoneData.Entry()].add(
        .names([target]), type: line.type == "PTR" ? .ptr : .ns, ttl: ttl)
    case "CNAME":
      context.data.entries[owner, default: ZoneData.Entry()].alias = (
        try name(try argument(words, 1, "a domain name"), line.origin), ttl
      )
    case "TXT", "SPF":
      _ = try argument(words, 1, "a string")
      var strings: [[UInt8]] = []
      for word in fields {
        let octets = try unescaped(word)
        guard octets.count <= 255 else {
          throw error(
            word, "a string of \(octets.count) octets; 255 is the most",
            "Split it into several quoted strings; they are joined without a space.", .longString)
        }
        strings.append(octets)
      }
      context.data.entries[owner, default: ZoneData.Entry()].add(
        .texts([TextRecord(strings: strings)]), type: line.type == "TXT" ? .txt : .spf, ttl: ttl)
    case "SOA":
      let word = try argument(words, 7, "seven fields of an SOA record, the last of them MINIMUM")
      guard let minimum = Self.ttl(word) else { throw ttlError(word) }
      let server = try name(try argument(words, 1, "a name server"), line.origin)
      let mailbox = try name(try argument(words, 2, "a mailbox"), line.origin)
      // A zone has one; a second file of it takes nothing away.
      if context.data.entries[owner]?.records[.soa] == nil {
        context.data.entries[owner, default: ZoneData.Entry()].add(
          .names([server, mailbox]), type: .soa, ttl: ttl)
      }
      context.minimum = minimum
      if let serial = UInt32(String(decoding: words[3].text, as: UTF8.self)) {
        context.data.serials[owner] = serial
      }
      context.data.negativeTTLs[owner] = min(minimum, ttl)
    default:
      guard line.type.utf8.allSatisfy({ $0 != 0x3a }),
        line.type.utf8.first.map({ (0x41...0x5a).contains($0) }) == true
      else {
        throw error(
          typeWord, "expected a record type, found \"\(Printable.text(line.type))\"",
          "Write, for instance, A, MX or TXT.")
      }
    }
    // A name exists whatever it holds.
    if context.data.entries[owner] == nil { context.data.entries[owner] = ZoneData.Entry() }
  }

  private func argument(_ words: [Word], _ index: Int, _ what: String) throws(ZoneFileError) -> Word {
    guard index < words.count else {
      throw error(words[words.count - 1], "expected \(what) behind this", "Complete the line.")
    }
    return words[index]
  }

  private func name(_ word: Word, _ origin: DomainName) throws(ZoneFileError) -> DomainName {
    if word.text == [UInt8(ascii: "@")] { return origin }
    if word.text == [UInt8(ascii: ".")] { return .root }
    var labels: [[UInt8]] = [[]]
    var index = word.text.startIndex
    while index < word.text.endIndex {
      if word.text[index] == UInt8(ascii: ".") {
        labels.append([])
        index += 1
      } else {
        labels[labels.count - 1].append(try octet(word, &index))
      }
    }
    if labels.last == [] {
      labels.removeLast()
    } else {
      labels += origin.labels.map { Array($0) }
    }
    guard !labels.isEmpty, let name = DomainName(labels: labels) else {
      throw error(
        word, "expected a domain name", "Labels are 1 to 63 octets, the whole at most 253, origin included.")
    }
    return name
  }

  /// The octets that a word stands for.
  package func unescaped(_ word: Word) throws(ZoneFileError) -> [UInt8] {
    var out: [UInt8] = []
    var index = word.text.startIndex
    while index < word.text.endIndex { out.append(try octet(word, &index)) }
    return out
  }

  /// The octet at `index`, or the one that an escape there stands for.
  private func octet(_ word: Word, _ index: inout Int) throws(ZoneFileError) -> UInt8 {
    let text = word.text
    guard text[index] == UInt8(ascii: "\\"), index + 1 < text.endIndex else {
      defer { index += 1 }
      return text[index]
    }
    guard (0x30...0x39).contains(text[index + 1]) else {
      defer { index += 2 }
      return text[index + 1]
    }
    let digits = text[(index + 1)..<min(index + 4, text.endIndex)]
    guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let value = UInt8(exactly: digits.reduce(0) { $0 * 10 + Int($1) - 0x30 })
    else { throw error(word, "an escape that is no octet", "Write \\000 to \\255, or \\X for a character.") }
    index += 4
    return value
  }

  private func ttlError(_ word: Word) -> ZoneFileError {
    error(
      word,
      "expected a TTL of at most \(Int32.max) seconds, found \"\(Printable.ascii(word.text.prefix(64)))\"",
      "Write seconds, or for instance 1h30m.")
  }

  private func error(
    _ word: Word, _ message: String, _ remedy: String, _ kind: ZoneFileError.Kind = .syntax
  ) -> ZoneFileError {
    ZoneFileError(
      file: file, line: word.line, column: word.column, message: message, remedy: remedy, kind: kind)
  }

  private static func upper(_ word: Word) -> String {
    String(decoding: word.text.prefix(64), as: UTF8.self).uppercased()
  }

  /// Seconds, or numbers with the units w, d, h, m and s.
  private static func ttl(_ word: Word) -> UInt32? {
    var sum: UInt64 = 0
    var number: UInt64?
    for octet in word.text {
      if (0x30...0x39).contains(octet) {
        number = (number ?? 0) * 10 + UInt64(octet - 0x30)
        guard let number, number <= 0x7fff_ffff else { return nil }
        continue
      }
      let units: [UInt8: UInt64] = [0x77: 604_800, 0x64: 86_400, 0x68: 3600, 0x6d: 60, 0x73: 1]
      guard let value = number, let unit = units[octet | 0x20] else { return nil }
      sum += value * unit
      number = nil
      guard sum <= 0x7fff_ffff else { return nil }
    }
    guard !word.text.isEmpty else { return nil }
    sum += number ?? 0
    return sum <= 0x7fff_ffff ? UInt32(sum) : nil
  }
}
