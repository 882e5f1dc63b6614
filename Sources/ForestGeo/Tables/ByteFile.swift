// Which of the two C modules holds `stat` depends on which is loaded first.
import CGDAL
import Glibc

/// A file read at chosen places, for looking at headers before a library trusts them.
struct ByteFile: ~Copyable {
  private let file: Int32
  /// Bytes that the file holds.
  let size: Int

  /// `nil` when the path is not a plain file that can be read.
  init?(_ path: String) {
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { return nil }
    var facts = stat()
    guard fstat(opened, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      return nil
    }
    file = opened
    size = Int(facts.st_size)
  }

  deinit { close(file) }

  /// `count` bytes from `offset`; fewer at the end of the file.
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, offset < size, count > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: min(count, size - offset))
    let got = buffer.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, off_t(offset)) }
    return Array(buffer.prefix(max(0, got)))
  }
}

extension [UInt8] {
  /// An unsigned number of `count` bytes at `offset`; `nil` beyond the end.
  func number(at offset: Int, bytes count: Int, isBigEndian: Bool) -> UInt64? {
    guard offset >= 0, offset + count <= self.count else { return nil }
    let part = self[offset..<(offset + count)]
    return (isBigEndian ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | UInt64($1) }
  }

  func starts(with text: String, at offset: Int = 0) -> Bool {
    let wanted = Array(text.utf8)
    return count >= offset + wanted.count && Array(self[offset..<(offset + wanted.count)]) == wanted
  }
}
