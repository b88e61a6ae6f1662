/// A record together with what DNS said about the names in it, as steps that need no further question.
///
/// Most messages of a busy day are checked against a few thousand records whose answers are all in the cache.
/// A plan holds those answers where they are used, each with its own expiry, so that such a check is one
/// look-up instead of ten. Whatever a plan cannot decide it leaves to ``CheckHost``, which is the only place
/// where RFC 7208 is interpreted in full; a plan must give the very same outcome or none.
///
/// It is unchecked only because of its buffer, which nobody writes to once the initialiser is done.
public struct RecordPlan: @unchecked Sendable {
  // With a hundred thousand plans each further piece of memory is another wait for it. So the name, in as many
  // elements as it fills, and the steps after it are in one piece with the header, which is kept short.
  private struct Header {
    let stepCount: Int32
    // A wire form has at most 254 octets.
    let nameLength: UInt8
    let isCheckable: Bool
    let hasExplanation: Bool
    let origin: Origin
  }

  /// What a check does not read.
  private final class Origin: Sendable {
    let domain: DomainName
    let record: SPFRecord
    let children: [RecordPlan]
    let madeAt: UInt64
    let freshUntil: UInt64

    init(
      domain: DomainName, record: SPFRecord, children: [RecordPlan], madeAt: UInt64, freshUntil: UInt64
    ) {
      self.domain = domain
      self.record = record
      self.children = children
      self.madeAt = madeAt
      self.freshUntil = freshUntil
    }
  }

  private let buffer: ManagedBuffer<Header, PlanStep>

  init(
    domain: DomainName, record: SPFRecord, steps: [PlanStep], children: [RecordPlan], madeAt: UInt64,
    freshUntil: UInt64
  ) {
    let nameLength = domain.wire.count
    let header = Header(
      stepCount: Int32(steps.count), nameLength: UInt8(nameLength),
      isCheckable: domain.labelCount > 1 && !domain.hasNumericTopLabel,
      hasExplanation: record.explanationIndex != nil,
      origin: Origin(
        domain: domain, record: record, children: children, madeAt: madeAt, freshUntil: freshUntil))
    let first = Self.firstStep(nameLength)
    buffer = .create(minimumCapacity: first + steps.count) { _ in header }
    unsafe buffer.withUnsafeMutablePointerToElements { elements in
      unsafe domain.wire.withUnsafeBytes {
        unsafe UnsafeMutableRawBufferPointer(start: elements, count: nameLength).copyMemory(from: $0)
      }
      for index in steps.indices { unsafe (elements + first + index).initialize(to: steps[index]) }
    }
  }

  // Without the check for exclusive access that `buffer.header` makes at run time: nobody writes.
  @inline(__always)
  private var header: Header { unsafe buffer.withUnsafeMutablePointerToHeader { unsafe $0.pointee } }

  @inline(__always)
  private static func firstStep(_ nameLength: Int) -> Int {
    (nameLength &+ MemoryLayout<PlanStep>.stride &- 1) / MemoryLayout<PlanStep>.stride
  }

  /// The domain whose record it is.
  package var domain: DomainName { header.origin.domain }
  package var record: SPFRecord { header.origin.record }
  /// When it was made, in nanoseconds of the cache's clock.
  package var madeAt: UInt64 { header.origin.madeAt }
  /// Until when every answer in it holds; ``madeAt`` if one is missing.
  package var freshUntil: UInt64 { header.origin.freshUntil }
  /// Whether check_host() would begin with this domain (4.3); an include's target may be of another kind.
  var isCheckable: Bool { header.isCheckable }
  /// Whether the record has an explanation for a fail (6.2).
  var hasExplanation: Bool { header.hasExplanation }

  /// The plan of an included or redirected-to record, at an index that a step names.
  func child(at index: Int) -> RecordPlan { header.origin.children[index] }

  /// The step at `index`.
  @inline(__always)
  func step(at index: Int) -> PlanStep {
    unsafe buffer.withUnsafeMutablePointers { header, elements in
      let count = unsafe Int(header.pointee.stepCount)
      precondition(index >= 0 && index < count)
      return unsafe elements[Self.firstStep(Int(header.pointee.nameLength)) &+ index]
    }
  }

  /// A reference that does not keep the plan alive, for a table that holds the plan elsewhere too. It may be
  /// handed on like the plan itself.
  @unsafe package struct Unretained: @unchecked Sendable {
    private let buffer: Unmanaged<ManagedBuffer<Header, PlanStep>>

    package init(_ plan: RecordPlan) {
      unsafe buffer = .passUnretained(plan.buffer)
    }

    /// The plan.
    package var plan: RecordPlan { RecordPlan(buffer: unsafe buffer.takeUnretainedValue()) }

    /// Whether the plan is that of the domain with this wire form, and its own record's answer still holds.
    ///
    /// It reads all that a short walk will read. To retain the plan first would mean to wait for memory twice.
    package func isPlan(for wire: UnsafeBufferPointer<UInt8>, at now: UInt64) -> Bool {
      unsafe buffer._withUnsafeGuaranteedRef { buffer in
        unsafe buffer.withUnsafeMutablePointers { header, elements in
          let nameLength = unsafe Int(header.pointee.nameLength)
          let first = unsafe elements[RecordPlan.firstStep(nameLength)]
          let name = unsafe UnsafeRawBufferPointer(start: elements, count: nameLength)
          return unsafe first.value > now && DomainName.areEqual(name, UnsafeRawBufferPointer(wire))
        }
      }
    }
  }

  private init(buffer: ManagedBuffer<Header, PlanStep>) {
    self.buffer = buffer
  }

  /// An estimate of its memory in octets, without the record and the plans it refers to.
  package var size: Int {
    let elements = Self.firstStep(Int(header.nameLength)) + Int(header.stepCount)
    return 160 + elements * MemoryLayout<PlanStep>.stride + header.origin.children.count * 8
  }
}
