import Foundation
import Synchronization
import TestSupport

/// A program that runs beside a test. What it writes is kept; it is killed when the handle goes.
final class ProcessHandle: Sendable {
  private struct State: ~Copyable {
    let process: Process
  }

  private let state: Mutex<State>
  private let output: Mutex<Data>
  let identifier: Int32

  /// Starts it, with `input` to read from if there is one, and `variables` in its environment.
  init(_ program: String, _ arguments: [String], input: Pipe? = nil, variables: [String: String] = [:]) throws
  {
    let process = Process()
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = input ?? FileHandle.nullDevice
    let output = Mutex(Data())
    self.output = output
    try Self.run(process)
    identifier = process.processIdentifier
    state = Mutex(State(process: process))
    pipe.fileHandleForReading.readabilityHandler = { [weak self] handle in
      let data = handle.availableData
      if data.isEmpty {
        handle.readabilityHandler = nil
      } else {
        self?.output.withLock { $0.append(data) }
      }
    }
  }

  deinit {
    kill(SIGKILL)
    for _ in 0..<100 where isRunning { usleep(10_000) }
    // Without this Foundation keeps the process object and its pipes for good; before the end it would spin.
    if !isRunning { state.withLock { $0.process.waitUntilExit() } }
  }

  /// Starts `process` so that it gets signals: it inherits the mask of this thread, and threads that run tasks keep them
  /// from themselves.
  private static func run(_ process: Process) throws {
    var none = sigset_t()
    var mask = sigset_t()
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, &mask)
    defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &mask, nil) }
    try process.start()
  }

  /// What it has written so far.
  var text: String { output.withLock { String(decoding: $0, as: UTF8.self) } }

  var isRunning: Bool { state.withLock { $0.process.isRunning } }

  /// How it ended; nil while it runs.
  var status: Int32? {
    state.withLock { $0.process.isRunning ? nil : $0.process.terminationStatus }
  }

  func kill(_ signal: Int32) {
    if isRunning { _ = Glibc.kill(identifier, signal) }
  }

  /// Waits for its end, no longer than told; false if it still runs.
  func wait(seconds: Double = 300) async -> Bool {
    await eventually(seconds: seconds) { !self.isRunning }
  }
}

/// Runs a program to its end and returns what it wrote and its status.
@discardableResult
func runToEnd(_ program: String, _ arguments: [String]) async throws -> (status: Int32, text: String) {
  try await onThread {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.start()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
