/// What one line says, as its scanner notes it for the reader: the texts stay where they are.
struct LineNote: Sendable {
  enum Kind: UInt8, Sendable {
    /// A line that cannot be understood by itself: `first` is all of it.
    case plain
    /// A line that says nothing, behind one that may go on.
    case end
    /// `connect from NAME[ADDRESS]`: the name is `second`, the address is that of the index.
    case connect
    case disconnect
    /// `ID: client=NAME[ADDRESS]`: the same, and the user is `third`.
    case accepted
    /// A refusal: the queue id is `first`, what stands behind it is `second`; the index is 1 if it is cleanup's.
    case rejected
    /// `ID: from=<…>` of the queue manager: the sender is `second`.
    case queued
    /// `ID: to=<…>` of a delivery agent: the recipient is `second`.
    case delivered
    /// The same with the other side's words in `third`; the index is 1 if it is final.
    case bounced
    /// `ID: removed`.
    case removed
    /// Another method's result for the queue id `first`, by its index.
    case other
    /// An outcome, by its index.
    case statement
    /// A line that speaks of SPF and is not understood: `first` is all of it.
    case unparsed
  }

  var kind: Kind
  /// Whether the line may go on on the next one.
  var isOpen = false
  /// The line in its piece, from 1.
  var line: UInt32 = 0
  /// How many of ``LineFindings/heads`` come before the line; the last of them is its own.
  var heads: UInt32 = 0
  var process: UInt32 = 0
  var index: UInt32 = 0
  /// The identifier of the program, where it matters.
  var program = TextRange.none
  var first = TextRange.none
  var second = TextRange.none
  var third = TextRange.none

  init(_ kind: Kind) { self.kind = kind }
}
