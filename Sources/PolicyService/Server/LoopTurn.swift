internal import NIOCore

/// The connections of one event loop that have answers to write when its turn ends: when all that had arrived is answered.
///
/// To write to a client is to wake it, and to wake a core that sleeps costs more than to make an answer. Of clients that
/// are woken one soon after another the first wakes the core, and the others find it awake.
final class LoopTurn {
  private let loop: any EventLoop
  private var writers: [any TurnWriter] = []

  /// For the connections of `loop`, of which it must be used only.
  init(_ loop: any EventLoop) {
    self.loop = loop
    writers.reserveCapacity(64)
  }

  /// Has `writer` write when the turn ends.
  func end(with writer: any TurnWriter) {
    writers.append(writer)
    guard writers.count == 1 else { return }
    let this = NIOLoopBound(self, eventLoop: loop)
    loop.execute { this.value.write() }
  }

  private func write() {
    let due = writers
    writers.removeAll(keepingCapacity: true)
    for writer in due { writer.writeAtEndOfTurn() }
  }
}
