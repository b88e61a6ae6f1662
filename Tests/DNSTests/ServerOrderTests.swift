import SPF
import Testing

@testable import DNS

@Suite struct ServerOrderTests {
  @Test func silentServersRestAndComeBack() {
    var order = ServerOrder(count: 3)
    #expect(order.servers(now: 1) == [0, 1, 2])
    order.note(.timeout, of: 0, now: 1)
    #expect(order.servers(now: 2) == [1, 2, 0])
    order.note(.unreachable("no route"), of: 1, now: 2)
    #expect(order.servers(now: 3) == [2, 0, 1])
    #expect(order.servers(now: 1 + ServerOrder.rest) == [0, 2, 1])
    order.note(nil, of: 1, now: 4)
    #expect(order.servers(now: 5) == [1, 2, 0])
  }

  @Test func aServerThatAnswersWithAnErrorIsNotSilent() {
    var order = ServerOrder(count: 2)
    order.note(.serverFailure, of: 0, now: 1)
    #expect(order.servers(now: 2) == [0, 1])
  }

  @Test func rotation() {
    var order = ServerOrder(count: 2, rotates: true)
    #expect(order.servers(now: 0) == [1, 0])
    #expect(order.servers(now: 0) == [0, 1])
  }

  @Test func noServerAtAll() {
    var order = ServerOrder(count: 0, rotates: true)
    #expect(order.servers(now: 0).isEmpty)
    var walk = ServerWalk([], rounds: 3)
    #expect(walk.next() == nil)
    guard case .unreachable = walk.failure else {
      Issue.record("\(walk.failure)")
      return
    }
  }
}
