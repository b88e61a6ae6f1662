/// A message of which more may be told: a reference that costs nothing to copy. It may outlive its message;
/// what is then written to it goes nowhere.
@safe struct OpenMessage: Equatable {
  /// The memory of one message after the other.
  @safe struct Cell {
    var state: MessageState
    /// Changes when the message is closed.
    var serial: UInt32 = 1
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

  var state: MessageState {
    _read {
      if isClosed { yield unsafe cell.pointee.discarded.pointee } else { yield unsafe cell.pointee.state }
    }
    nonmutating _modify {
      if isClosed { yield unsafe &cell.pointee.discarded.pointee } else { yield unsafe &cell.pointee.state }
    }
  }

  var event: SPFEvent {
    _read { yield state.event }
    nonmutating _modify { yield &state.event }
  }

  /// Gives the cell back to the pool that it is from; false if it was given back before.
  func close(in pool: inout MessagePool) -> Bool {
    guard !isClosed else { return false }
    unsafe pool.recycle(cell)
    return true
  }
}
