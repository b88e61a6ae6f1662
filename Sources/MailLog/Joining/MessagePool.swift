/// The memory of messages of which more may be told, used for one after the other.
@safe struct MessagePool: ~Copyable {
  private static let slabSize = 128

  private var slabs:
    [(cells: UnsafeMutablePointer<OpenMessage.Cell>, states: UnsafeMutablePointer<MessageState>)]
  private var free: [UnsafeMutablePointer<OpenMessage.Cell>]
  private let discarded: UnsafeMutablePointer<MessageState>
  private var slabCount = 0

  init() {
    unsafe slabs = []
    unsafe free = []
    unsafe discarded = .allocate(capacity: 1)
    let nothing = SPFEvent(reporter: .other, source: LogPosition(file: "", line: 0))
    unsafe discarded.initialize(to: MessageState(nothing, touched: 0))
  }

  deinit {
    for number in 0..<slabCount {
      let (cells, states) = unsafe slabs[number]
      for index in 0..<Self.slabSize where unsafe cells[index].serial & 1 == 1 {
        unsafe (states + index).deinitialize(count: 1)
      }
      unsafe cells.deallocate()
      unsafe states.deallocate()
    }
    unsafe discarded.deinitialize(count: 1)
    unsafe discarded.deallocate()
  }

  mutating func open(_ state: consuming MessageState) -> OpenMessage {
    if unsafe free.isEmpty { grow() }
    let cell = unsafe free.removeLast()
    unsafe cell.pointee.state.initialize(to: consume state)
    unsafe cell.pointee.serial &+= 1
    return unsafe OpenMessage(cell)
  }

  /// Takes the message out of a cell.
  mutating func recycle(_ cell: UnsafeMutablePointer<OpenMessage.Cell>) {
    unsafe cell.pointee.serial &+= 1
    unsafe free.append(cell)
    unsafe cell.pointee.state.deinitialize(count: 1)
  }

  private mutating func grow() {
    let cells = UnsafeMutablePointer<OpenMessage.Cell>.allocate(capacity: Self.slabSize)
    let states = UnsafeMutablePointer<MessageState>.allocate(capacity: Self.slabSize)
    for index in 0..<Self.slabSize {
      unsafe (cells + index).initialize(to: OpenMessage.Cell(state: states + index, discarded: discarded))
      unsafe free.append(cells + index)
    }
    unsafe slabs.append((cells, states))
    slabCount += 1
  }
}
