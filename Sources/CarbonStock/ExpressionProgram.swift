public import ForestModel
import Glibc

/// A formula in the variables of a tree, compiled once and run over columns.
///
/// The language: numbers (`0.5`, `1e-3`), names of variables, `+ - * / ^`, a sign in front, parentheses,
/// and the functions `exp`, `ln`, `log10`, `sqrt` of one value. `^` binds tightest and from the right
/// (`2^3^2` is 2⁹), a sign binds below it (`-2^2` is -4). `−` (U+2212) and `×` count as `-` and `*`.
/// Nothing else is understood, so a formula can do nothing but arithmetic. There is no recursion: a
/// text of any shape ends in a program or in an `ExpressionError` with its position.
public struct ExpressionProgram: Sendable, Equatable {
  /// Longest text, characters.
  public static let longestText = 2_000
  /// Most values that may wait at once, and most parentheses that may be open.
  public static let deepestNesting = 64
  /// Trees per block.
  static let block = 256

  enum Instruction: Sendable, Equatable {
    case constant(Double)
    case variable(Int)
    case add, subtract, multiply, divide, power
    case negate, square, cube, exp, ln, log10, squareRoot
  }

  /// The formula as it was given.
  public let text: String
  /// Names of its variables, in order of first appearance.
  public let variables: [String]
  /// Operations in postfix order.
  let instructions: [Instruction]
  /// Values that wait at once at most.
  private let depth: Int

  /// Compiles a formula.
  ///
  /// - Parameter known: names that may occur; `nil` lets any name be a variable.
  /// - Throws: what is wrong, with the position of the character.
  public init(_ text: String, known: [String]? = nil) throws(ExpressionError) {
    var compiler = ExpressionCompiler(known: known)
    try compiler.compile(text)
    self.text = text
    variables = compiler.variables
    instructions = compiler.instructions
    depth = Self.depth(of: compiler.instructions)
  }

  private static func depth(of instructions: [Instruction]) -> Int {
    var waiting = 0
    var most = 0
    for instruction in instructions {
      switch instruction {
      case .constant, .variable: waiting += 1
      case .add, .subtract, .multiply, .divide, .power: waiting -= 1
      default: break
      }
      most = max(most, waiting)
    }
    return most
  }

  /// The value for one set of inputs; `nan` for a variable that is not among them.
  public func value(_ inputs: [String: Double]) -> Double {
    values(of: variables.map { [inputs[$0] ?? .nan] }, count: 1)[0]
  }

  /// Values for `count` rows. Cost: linear; memory is taken once per call, not per row.
  ///
  /// - Parameter columns: one column per entry of `variables`, of `count` values each, or of one value
  ///   that holds for every row.
  /// - Returns: one value per row; not finite where the arithmetic is not, e.g. 1/0 or ln(-1).
  public func values(of columns: [[Double]], count: Int) -> [Double] {
    precondition(columns.count == variables.count, "one column per variable")
    precondition(columns.allSatisfy { $0.count == count || $0.count == 1 }, "columns of one length")
    var result = [Double](repeating: 0, count: count)
    var stack = [Double](repeating: 0, count: depth * Self.block)
    var start = 0
    while start < count {
      let size = min(Self.block, count - start)
      run(columns, from: start, size, &stack)
      for row in 0..<size { result[start + row] = stack[row] }
      start += size
    }
    return result
  }

  private func run(_ columns: [[Double]], from start: Int, _ size: Int, _ stack: inout [Double]) {
    // Each waiting value is a block of the stack; `top` is where the next one goes.
    var top = 0
    for instruction in instructions {
      switch instruction {
      case .constant(let value):
        for row in 0..<size { stack[top + row] = value }
        top += Self.block
      case .variable(let index):
        let column = columns[index]
        if column.count == 1 {
          for row in 0..<size { stack[top + row] = column[0] }
        } else {
          for row in 0..<size { stack[top + row] = column[start + row] }
        }
        top += Self.block
      case .add: Self.combine(&stack, &top, size) { $0 + $1 }
      case .subtract: Self.combine(&stack, &top, size) { $0 - $1 }
      case .multiply: Self.combine(&stack, &top, size) { $0 * $1 }
      case .divide: Self.combine(&stack, &top, size) { $0 / $1 }
      case .power: Self.combine(&stack, &top, size) { pow($0, $1) }
      case .negate: Self.change(&stack, top, size) { -$0 }
      case .square: Self.change(&stack, top, size) { $0 * $0 }
      case .cube: Self.change(&stack, top, size) { $0 * $0 * $0 }
      case .exp: Self.change(&stack, top, size) { Glibc.exp($0) }
      case .ln: Self.change(&stack, top, size) { Glibc.log($0) }
      case .log10: Self.change(&stack, top, size) { Glibc.log10($0) }
      case .squareRoot: Self.change(&stack, top, size) { $0.squareRoot() }
      }
    }
  }

  @inline(__always)
  private static func combine(
    _ stack: inout [Double], _ top: inout Int, _ size: Int, _ body: (Double, Double) -> Double
  ) {
    top -= block
    let left = top - block
    for row in 0..<size { stack[left + row] = body(stack[left + row], stack[top + row]) }
  }

  @inline(__always)
  private static func change(
    _ stack: inout [Double], _ top: Int, _ size: Int, _ body: (Double) -> Double
  ) {
    let place = top - block
    for row in 0..<size { stack[place + row] = body(stack[place + row]) }
  }

  /// The exponential, as the formulas take it.
  static func exponential(_ value: Double) -> Double { Glibc.exp(value) }

  /// The formula with other words in the place of its variables, e.g. the numbers of one tree.
  public func text(replacing words: [String: String]) -> String {
    var out = ""
    var name = ""
    for character in text + " " {
      if character.isLetter || character == "_" || (!name.isEmpty && character.isNumber) {
        name.append(character)
        continue
      }
      // A letter after a digit is the exponent of a number, not a name.
      if !name.isEmpty {
        out += out.last?.isNumber == true ? name : words[name] ?? name
        name = ""
      }
      out += character == "*" ? " × " : String(character)
    }
    return String(out.dropLast())
  }
}

/// Why a formula cannot be compiled, and where.
public struct ExpressionError: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Reason: Sendable, Equatable {
    /// Nothing but blanks.
    case empty
    /// Longer than `ExpressionProgram.longestText`.
    case tooLong(Int)
    /// Deeper than `ExpressionProgram.deepestNesting`.
    case tooDeep
    /// A character that means nothing here.
    case unexpected(String)
    /// A number, a name or a parenthesis is needed here.
    case valueMissing
    /// An operator is needed between two values.
    case operatorMissing
    /// A parenthesis that is never closed, or closed but never opened.
    case parenthesis
    /// A number that cannot be read, or is too large.
    case badNumber(String)
    /// A name that is no variable; the names that are.
    case unknownName(String, known: [String])
    /// A function that is not among the four.
    case unknownFunction(String)
    /// A function without its parentheses, or with more than one value in them.
    case oneValue(String)
  }

  /// What is wrong.
  public let reason: Reason
  /// Place of the character, counted from 1.
  public let position: Int

  /// The sentence for people.
  public func sentence(_ language: Language) -> String {
    let (phrase, slots): (Phrase, [String: String]) =
      switch reason {
      case .empty: (Phrase("the formula is empty", vi: "công thức để trống"), [:])
      case .tooLong(let count):
        (
          Phrase(
            "the formula has {count} characters, at most {most} are read",
            vi: "công thức có {count} ký tự, chỉ nhận không quá {most}"),
          ["count": "\(count)", "most": "\(ExpressionProgram.longestText)"]
        )
      case .tooDeep:
        (
          Phrase(
            "character {at}: more than {most} levels of parentheses or waiting values",
            vi: "ký tự {at}: quá {most} mức ngoặc hoặc giá trị chờ"),
          ["most": "\(ExpressionProgram.deepestNesting)"]
        )
      case .unexpected(let text):
        (
          Phrase(
            "character {at}: read \"{text}\", which has no meaning there; decimals take a point, powers ^",
            vi:
              "ký tự {at}: đọc được “{text}”, không có nghĩa ở vị trí này; số thập phân dùng dấu chấm, lũy thừa dùng ^"
          ), ["text": text]
        )
      case .valueMissing:
        (
          Phrase(
            "character {at}: a number, a variable or a parenthesis is needed",
            vi: "ký tự {at}: cần một số, một biến hoặc dấu ngoặc"), [:]
        )
      case .operatorMissing:
        (
          Phrase(
            "character {at}: one of + - * / ^ is needed before this",
            vi: "ký tự {at}: cần một trong các dấu + - * / ^ ở trước"), [:]
        )
      case .parenthesis:
        (
          Phrase(
            "character {at}: this parenthesis has no partner",
            vi: "ký tự {at}: dấu ngoặc không khớp"
          ), [:]
        )
      case .badNumber(let text):
        (
          Phrase(
            "character {at}: read \"{text}\", expected a number",
            vi: "ký tự {at}: đọc được “{text}”, cần một số"), ["text": text]
        )
      case .unknownName(let name, let known):
        (
          Phrase(
            "character {at}: \"{name}\" is not a variable; known: {known}",
            vi: "ký tự {at}: “{name}” không phải là biến; các biến: {known}"),
          ["name": name, "known": known.joined(separator: ", ")]
        )
      case .unknownFunction(let name):
        (
          Phrase(
            "character {at}: \"{name}\" is not a function; known: exp, ln, log10, sqrt",
            vi: "ký tự {at}: “{name}” không phải là hàm; các hàm: exp, ln, log10, sqrt"),
          ["name": name]
        )
      case .oneValue(let name):
        (
          Phrase(
            "character {at}: {name} takes one value in parentheses",
            vi: "ký tự {at}: {name} nhận một giá trị trong ngoặc"), ["name": name]
        )
      }
    return phrase.text(language, slots.merging(["at": "\(position)"]) { first, _ in first })
  }
}
