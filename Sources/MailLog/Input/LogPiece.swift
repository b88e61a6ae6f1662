/// Whole lines of one file, in the order of the log, with what is to be known beside them.
struct LogPiece: Sendable {
  /// Room for the lines.
  var octets: [UInt8] = []
  /// How many octets of it are whole lines, each with its end.
  var count = 0
  /// The octets of text read for it.
  var read = 0
  /// Lines that were cut for being too long before they were whole.
  var truncated = 0
  /// The file that begins with it.
  var file: String?
  /// The first and the last line of that file, if both are known before it is read.
  var ends: Ends?
  /// What became of the file that ends with it.
  var problem: LogInputError?
  /// The octets read so far of all files, as stored.
  var done = 0
  /// Whether it is the last one.
  var isLast = false

  struct Ends: Sendable {
    var first: [UInt8]
    var last: [UInt8]
  }

  /// Forgets all but the room.
  mutating func clear() {
    self = LogPiece(octets: octets)
  }
}
