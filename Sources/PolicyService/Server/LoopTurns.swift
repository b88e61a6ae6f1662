internal import NIOConcurrencyHelpers
internal import NIOCore

/// The turns of the event loops of a service.
final class LoopTurns: Sendable {
  private let turns = NIOLockedValueBox<[ObjectIdentifier: NIOLoopBound<LoopTurn>]>([:])

  /// The turn of `loop`, on which this must be called.
  func turn(of loop: any EventLoop) -> LoopTurn {
    turns.withLockedValue { turns in
      if let turn = turns[ObjectIdentifier(loop)] { return turn.value }
      let turn = LoopTurn(loop)
      turns[ObjectIdentifier(loop)] = NIOLoopBound(turn, eventLoop: loop)
      return turn
    }
  }
}
