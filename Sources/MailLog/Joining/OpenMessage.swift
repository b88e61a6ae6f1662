/// A message of which more may be told: a reference that costs nothing to copy. It may outlive its message;
/// what is then written to it goes nowhere.
@safe struct OpenMessage: Equatable {
  /// The memory of one message after the other.
  @safe struct Cell {
    /// Initialised while there is a message.
    let state: UnsafeMutablePointer<MessageState>
    /// Odd while there is a message; it changes when one comes and goes.
    var serial: UInt32 = 0
    /// Takes what is written to a message that was closed.
    let discarded: UnsafeMutablePointer<MessageState>
  }

  private let cell: UnsafeMutablePointer<Cell>
  private let serial: UInt32

  /// The message that is now in a cell, whose memory its pool keeps.
  init(_ cell: UnsafeMutablePointer<Cell>) {
    unsafe self.cell = cell
    serial = unsafe cell.pointee.serial
  }

  static func == (left: OpenMessage, right: OpenMessage) -> Bool {
    unsafe left.cell == right.cell && left.serial == right.serial
  }

  /// Whether it was handed out, or became part of another.
  var isClosed: Bool { unsafe cell.pointee.serial != serial }

  private var target: UnsafeMutablePointer<MessageState> {
    unsafe isClosed ? cell.pointee.discarded : cell.pointee.state
  }

  // Both in place: a copy would retain all texts.
  var state: MessageState {
    @inline(__always) _read { yield unsafe target.pointee }
    @inline(__always) nonmutating _modify { yield unsafe &target.pointee }
  }

  var event: SPFEvent {
    @inline(__always) _read { yield unsafe target.pointee.event }
    @inline(__always) nonmutating _modify { yield unsafe &target.pointee.event }
  }

  /// Gives the cell back to the pool that it is from.
  func close(in pool: inout MessagePool) {
    if !isClosed { unsafe pool.recycle(cell) }
  }
}
