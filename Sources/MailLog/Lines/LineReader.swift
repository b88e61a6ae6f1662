internal import SPF

/// Takes lines: finds their prefix, puts lines together that were folded, and hands the words to the parser of
/// their program.
struct LineReader: ~Copyable {
  /// The longest text that is put together of folded lines.
  private static let longestParagraph = 8_192

  var joiner: Joiner
  var prefixes: PrefixReader
  var number = 0
  /// Lines that may go on on the next one, put together.
  private var paragraph: [UInt8] = []
  private var paragraphNumber = 0
  private var isParagraphPrefixed = false
  /// The line behind the one that is being read, as far as it is at hand.
  private var follower = Octets("")
  var mayHold = true
  /// Whether the line was counted before, when it was held.
  private var isRepeated = false
  var services: [String] = []
  let onUnparsed: ((LogPosition, String) -> Void)?

  init(
    _ options: MailLogOptions, onUnparsed: ((LogPosition, String) -> Void)?,
    onEvent: @escaping (SPFEvent) -> Void
  ) {
    joiner = Joiner(clientLimit: options.clientLimit, emit: onEvent)
    prefixes = PrefixReader(now: options.now)
    self.onUnparsed = onUnparsed
  }

  mutating func begin(file: String) {
    flush()
    joiner.file = file
    number = 0
  }

  mutating func expect(first: Octets, last: Octets) {
    prefixes.times.begin(first: Self.withoutPriority(first), last: Self.withoutPriority(last))
  }

  private static func withoutPriority(_ line: Octets) -> Octets {
    guard line.first == UInt8(ascii: "<"), let end = line.prefix(6).position(of: ">") else { return line }
    return line.dropFirst(end + 1)
  }

  // MARK: Lines and paragraphs

  /// Whether a line is held that may go on.
  var isHolding: Bool { !paragraph.isEmpty }

  /// Reads a line that was left by the scanner.
  mutating func take(_ line: Octets, follower: Octets) {
    self.follower = follower
    defer { self.follower = Octets("") }
    if !paragraph.isEmpty {
      if !line.isEmpty, goesOn(line) {
        append(line)
        return
      }
      flush()
    }
    process(line, at: number)
  }

  /// Reads the lines put together so far.
  mutating func flush() {
    guard !paragraph.isEmpty else { return }
    let text = paragraph
    paragraph.removeAll(keepingCapacity: true)
    mayHold = false
    isRepeated = true
    text.withOctets { process($0, at: paragraphNumber) }
    isRepeated = false
    mayHold = true
  }

  private mutating func append(_ line: Octets) {
    let part = line.trimmed
    guard paragraph.count + part.count < Self.longestParagraph else { return }
    paragraph.append(0x20)
    unsafe part.withBuffer { unsafe paragraph.append(contentsOf: $0) }
  }

  /// Keeps a line whose next one may belong to it; false if it is to be read at once.
  mutating func hold(_ line: Octets, isPrefixed: Bool) -> Bool {
    guard mayHold else { return false }
    // In a log every line has a prefix: the next one tells.
    if isPrefixed, !follower.isEmpty, hasPrefix(follower) { return false }
    let part = line.trimmed.prefix(Self.longestParagraph)
    paragraph.removeAll(keepingCapacity: true)
    unsafe part.withBuffer { unsafe paragraph.append(contentsOf: $0) }
    paragraphNumber = number
    isParagraphPrefixed = isPrefixed
    return true
  }

  private mutating func hasPrefix(_ text: Octets) -> Bool {
    if prefixes.times.read(text.prefix(64)) != nil { return true }
    let end = text.prefix(1024).position(of: "\n") ?? min(text.count, 1024)
    return prefixes.read(text[0..<end]).isPresent || text.first == UInt8(ascii: "{")
  }

  /// Whether a line belongs to the paragraph before it.
  private mutating func goesOn(_ line: Octets) -> Bool {
    guard !line.trimmed.isEmpty, line.first != UInt8(ascii: "{"), !hasPrefix(line) else { return false }
    if Octets.isBlank(line[0]) { return true }
    // A bounce tells of one recipient after the other.
    if line.first == UInt8(ascii: "<"), !isParagraphPrefixed || line.contains(">: ") || line.contains("> (") {
      return false
    }
    // A header field begins.
    var index = 0
    while index < line.count, Octets.isLetter(line[index]) || line[index] == UInt8(ascii: "-") { index += 1 }
    if index > 1, index + 1 < line.count, line[index] == UInt8(ascii: ":"), line[index + 1] == 0x20 {
      return false
    }
    if Self.isResultLine(line) { return false }
    if line.hasPrefix("prepend ") || line.hasPrefix("Action: ") || line.hasPrefixFolded("spf") {
      return false
    }
    // A reply begins, unless a bounce announced it or it goes on.
    if line.count > 4, line.prefix(3).number != nil, line[3] == 0x20 || line[3] == UInt8(ascii: "-") {
      let code = line.prefix(3)
      return paragraph.withOctets { text in
        text.contains("said:") || text.contains("SMTP error")
          || text.prefix(3) == code && text.count > 3 && text[3] == UInt8(ascii: "-")
      }
    }
    return true
  }

  // MARK: Programs

  private mutating func process(_ line: Octets, at number: Int) {
    var rest = line
    if rest.last == 0x0d { rest = rest.dropLast(1) }
    if rest.first == UInt8(ascii: "{"), let object = JSONObject(rest) {
      readJSON(object, rest, at: number)
      return
    }
    let prefix = prefixes.read(rest)
    read(prefix, rest, at: number)
  }

  mutating func read(_ prefix: LogPrefix, _ line: Octets, at number: Int) {
    if let time = prefix.time { joiner.survey.see(time) }
    let host = prefix.host.map { joiner.survey.hosts.count($0, by: isRepeated ? 0 : 1) } ?? 0
    let context = LineContext(time: prefix.time, host: host, pid: prefix.pid, position: number)
    let message = prefix.message
    guard let program = prefix.program else {
      readWords(message, line, isPrefixed: prefix.isPresent, context)
      return
    }
    let kind = ProgramKind(program)
    if kind.isOther {
      readWords(message, line, isPrefixed: true, context)
      return
    }
    if kind.mayGoOn, hold(line, isPrefixed: true) { return }
    var found = LineFindings()
    guard let note = found.note(message, of: kind, line, in: line),
      !note.isOpen || !hold(line, isPrefixed: true)
    else { return }
    apply(note, &found, program, in: line, context)
  }
}
