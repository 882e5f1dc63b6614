import CarbonStock
import ForestModel
import Foundation
import TestSupport
import Testing

@Suite("Formulas")
struct ExpressionTests {
  private static let sums: [(String, Double)] = [
    ("1+2*3", 7.0), ("(1+2)*3", 9), ("2^3^2", 512), ("-2^2", -4), ("(-2)^2", 4), ("2^-2", 0.25),
    ("2^-3^2", 0.001953125), ("--3", 3), ("+3", 3), ("2*-3+1", -5), ("8/4/2", 1), ("8-4-2", 2),
    ("1e-3*1E+3", 1), (".5+5.", 5.5), ("exp(0)", 1), ("ln(exp(2))", 2), ("log10(1000)", 3),
    ("sqrt(16)", 4), ("exp(ln(3)+ln(2))", 6), ("2 * ( 3 + 4 ) ", 14), ("5\u{2212}2\u{D7}2", 1),
    ("\t2\n+ 2", 4), ("10^(2-1)", 10), ("-ln(exp(1))", -1), ("2*3^2/-6", -3),
  ]

  @Test("arithmetic of the language", arguments: sums)
  func arithmetic(text: String, value: Double) throws {
    #expect(relative(try ExpressionProgram(text).value([:]), value) < 1e-15)
  }

  @Test("variables, each named once in order of appearance; D^2 and D^3 are products")
  func variables() throws {
    let program = try ExpressionProgram("WD*D^2*H + D^3 - d1*AGB_tha", known: nil)
    #expect(program.variables == ["WD", "D", "H", "d1", "AGB_tha"])
    let value = program.value(["WD": 0.5, "D": 3, "H": 7, "d1": 2, "AGB_tha": 5])
    #expect(value == 48.5)
    #expect(program.value(["WD": 0.5, "D": 3, "H": 7, "d1": 2]).isNaN)
  }

  private static let mistakes: [(String, ExpressionError.Reason, Int)] = [
    ("", .empty, 1), ("   ", .empty, 4), ("1+", .valueMissing, 3),
    ("*2", .valueMissing, 1), ("1 2", .operatorMissing, 3), ("2D", .operatorMissing, 2),
    ("D(2)", .unknownFunction("D"), 1), ("(1+2", .parenthesis, 1), ("1+2)", .parenthesis, 4),
    (")", .parenthesis, 1), ("()", .valueMissing, 2), ("exp()", .oneValue("exp"), 5),
    ("exp", .oneValue("exp"), 1), ("ln D", .oneValue("ln"), 1), ("exp(1,2)", .oneValue("exp"), 6),
    ("1,5*D", .unexpected(","), 2), ("D**2", .valueMissing, 3), ("D;2", .unexpected(";"), 2),
    ("D=2", .unexpected("="), 2), ("sin(D)", .unknownFunction("sin"), 1),
    ("log(D)", .unknownFunction("log"), 1), ("DBH*2", .unknownName("DBH", known: ["D"]), 1),
    ("1.2.3", .badNumber("1.2.3"), 1), (".", .badNumber("."), 1),
    ("1e999", .badNumber("1e999"), 1),
    ("D²", .unexpected("²"), 2), ("Đ", .unexpected("Đ"), 1), ("D\u{0}", .unexpected("\u{0}"), 2),
    ("$(rm x)", .unexpected("$"), 1), ("\u{661}", .unexpected("\u{661}"), 1),
    ("(D)(D)", .operatorMissing, 4), ("D)(", .parenthesis, 2), ("1e", .operatorMissing, 2),
  ]

  @Test("faults name their place", arguments: mistakes)
  func faults(text: String, reason: ExpressionError.Reason, position: Int) {
    let error = #expect(throws: ExpressionError.self) {
      try ExpressionProgram(text, known: ["D"])
    }
    #expect(error?.reason == reason && error?.position == position, "\(text)")
    for language in Language.allCases {
      let sentence = error?.sentence(language) ?? "{"
      #expect(!sentence.isEmpty && !sentence.contains("{"))
    }
  }

  @Test("limits: length and depth end in an error, whatever the shape")
  func limits() throws {
    let long = String(repeating: "1+", count: 5_000) + "1"
    let tooLong = #expect(throws: ExpressionError.self) { try ExpressionProgram(long) }
    #expect(tooLong?.reason == .tooLong(10_001))
    #expect(try ExpressionProgram(String(repeating: "1+", count: 999) + "1").value([:]) == 1_000)
    for text in [
      String(repeating: "(", count: 900) + "1" + String(repeating: ")", count: 900),
      String(repeating: "exp(", count: 400) + "1", String(repeating: "-", count: 1_999) + "1",
      String(repeating: "1+(", count: 400) + "1", String(repeating: "2^", count: 900) + "1",
    ] {
      let error = #expect(throws: ExpressionError.self) { try ExpressionProgram(text) }
      #expect(error?.reason == .tooDeep)
    }
    let deep = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
    #expect(try ExpressionProgram(deep).value([:]) == 1)
  }

  @Test("random texts never trap")
  func noise() {
    let alphabet = Array("0123456789.eE+-*/^() DHWexplnsqrtlog10,;_²−×")
    var state: UInt64 = 20_261_122
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      _ = try? ExpressionProgram(text).value(["D": 10, "H": 9])
    }
  }

  @Test("arithmetic that has no result is not finite, never a crash")
  func notFinite() throws {
    for text in ["1/(D-D)", "ln(-D)", "ln(D-D)", "(-D)^0.5", "exp(D*1000)", "sqrt(-D)", "0/(D-D)"] {
      #expect(!(try ExpressionProgram(text).value(["D": 10])).isFinite, "\(text)")
    }
  }

  @Test("a column is its rows: blocks of 255, 256, 257 and 1,000 trees, in any order")
  func blocks() throws {
    let program = try ExpressionProgram(
      "exp(-1.803 - 0.976*E + 0.976*ln(WD) + 2.673*ln(D) - 0.0299*ln(D)^2)")
    for count in [0, 1, 255, 256, 257, 1_000] {
      let d = (0..<count).map { 5 + Double($0 * 37 % 101) }
      let wd = (0..<count).map { 0.3 + Double($0 % 7) / 10 }
      let place = ["E": [0.3], "WD": wd, "D": d]
      let all = program.values(of: program.variables.map { place[$0] ?? [] }, count: count)
      #expect(all.count == count)
      for row in 0..<count {
        #expect(all[row] == program.value(["E": 0.3, "WD": wd[row], "D": d[row]]))
      }
      let turned = ["E": [0.3], "WD": Array(wd.reversed()), "D": Array(d.reversed())]
      let back = program.values(of: program.variables.map { turned[$0] ?? [] }, count: count)
      #expect(Array(back.reversed()) == all)
    }
  }

  @Test("the formula with the numbers of a tree in it")
  func replaced() throws {
    let program = try ExpressionProgram("1e-3*exp(log10(D)) + WD*D^2")
    #expect(
      program.text(replacing: ["D": "25.0", "WD": "0.58"])
        == "1e-3 × exp(log10(25.0)) + 0.58 × 25.0^2")
  }
}
