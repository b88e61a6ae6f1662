import Foundation
import TestSupport
import Testing

@testable import History

/// The kinds of stores, all of which hold the same promises.
enum StoreKind: String, Sendable, CustomTestStringConvertible {
  case sqlite, postgresql

  /// Those that can run here.
  static let available: [StoreKind] = PostgreSQLInstance.canRun ? [.sqlite, .postgresql] : [.sqlite]

  var testDescription: String { rawValue }
}
