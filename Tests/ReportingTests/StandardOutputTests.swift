import Foundation
import Testing

@testable import Reporting

@Suite struct StandardOutputTests {
  @Test func writesAllOrSaysWhy() throws {
    let pipe = Pipe()
    try StandardOutput.write("one\n", to: pipe.fileHandleForWriting.fileDescriptor)
    try StandardOutput.write("", to: pipe.fileHandleForWriting.fileDescriptor)
    try pipe.fileHandleForWriting.close()
    #expect(try pipe.fileHandleForReading.readToEnd() == Data("one\n".utf8))
  }

  @Test(.enabled(if: FileManager.default.isWritableFile(atPath: "/dev/full")))
  func aFullDeviceIsNoSuccess() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let error = #expect(throws: StandardOutputError.self) {
      try StandardOutput.write("x", to: full.fileDescriptor)
    }
    #expect(error?.isReaderGone == false)
    #expect(error?.description.contains("No space left on device") == true)
  }
}
