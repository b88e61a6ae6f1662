/// The memory of messages of which more may be told, used for one after the other.
@safe struct MessagePool: ~Copyable {
  private static let slabSize = 128
  private static let nothing = MessageState(
    SPFEvent(reporter: .other, source: LogPosition(file: "", line: 0)), touched: 0)

  private var slabs: [UnsafeMutablePointer<OpenMessage.Cell>]
  private var free: [UnsafeMutablePointer<OpenMessage.Cell>]
  private let discarded: UnsafeMutablePointer<MessageState>

  private var count = 0

  init() {
    unsafe slabs = []
    unsafe free = []
    unsafe discarded = .allocate(capacity: 1)
    unsafe discarded.initialize(to: Self.nothing)
  }

  deinit {
    for index in 0..<count {
      unsafe slabs[index].deinitialize(count: Self.slabSize)
      unsafe slabs[index].deallocate()
    }
    unsafe discarded.deinitialize(count: 1)
    unsafe discarded.deallocate()
  }

  mutating func open(_ state: consuming MessageState) -> OpenMessage {
    if unsafe free.isEmpty {
      let slab = UnsafeMutablePointer<OpenMessage.Cell>.allocate(capacity: Self.slabSize)
      unsafe slab.initialize(
        repeating: OpenMessage.Cell(state: Self.nothing, discarded: discarded), count: Self.slabSize)
      unsafe slabs.append(slab)
      count += 1
      for index in 0..<Self.slabSize { unsafe free.append(slab + index) }
    }
    let cell = unsafe free.removeLast()
    unsafe cell.pointee.state = state
    return unsafe OpenMessage(cell)
  }

  /// Forgets what is in a cell.
  mutating func recycle(_ cell: UnsafeMutablePointer<OpenMessage.Cell>) {
    unsafe cell.pointee.serial &+= 1
    unsafe cell.pointee.state = Self.nothing
    unsafe free.append(cell)
  }
}
