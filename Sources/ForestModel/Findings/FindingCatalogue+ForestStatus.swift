// Findings of forest-status parcels (FRMS). They join the list in FindingCatalogue.swift.

extension FindingKind {
  // MARK: Forest status

  /// A forest-status layer was recognised.
  public static let statusLayer = FindingKind(
    "status-layer", .note,
    "forest-status layer: {count} of 51 fields{renamed}; classes by {edition} (another: --class-edition)",
    vi:
      "lớp diễn biến rừng: {count} trong 51 trường{renamed_vi}; phân loại theo {edition_vi} (nếu khác: --class-edition)"
  )
  /// Fields with names of people.
  public static let statusPersonalFields = FindingKind(
    "status-personal-fields", .note, "fields with personal data: {fields}; {what}",
    vi: "các trường có dữ liệu cá nhân: {fields}; {what_vi}")
  /// Personal data where results would print them.
  public static let personalFieldPrinted = FindingKind(
    "personal-field-printed", .error,
    "the field {field} holds personal data, and {option} would print it in every result; choose another field, or say --keep-personal",
    vi:
      "trường {field} chứa dữ liệu cá nhân và {option} sẽ in ra trong mọi kết quả; hãy chọn trường khác hoặc dùng --keep-personal"
  )
  /// Letters that no type has.
  public static let statusTypeUnknown = FindingKind(
    "status-type-unknown", .warning,
    "\"{value}\" is none of the 93 land and forest types; {hint}. forestcarbon classes list shows all",
    vi:
      "“{value}” không có trong 93 loại đất, loại rừng; {hint}. Lệnh forestcarbon classes list liệt kê tất cả"
  )
  /// Letters spelt otherwise.
  public static let statusTypeRespelled = FindingKind(
    "status-type-respelled", .note, "read \"{value}\", taken as {class} ({name})",
    vi: "đọc được “{value}”, hiểu là {class} ({name})")
  /// No letters where something else names the class.
  public static let statusTypeEmpty = FindingKind(
    "status-type-empty", .warning, "the land and forest type is empty",
    vi: "loại đất, loại rừng để trống")
  /// A type that the edition does not have.
  public static let statusTypeNotInEdition = FindingKind(
    "status-type-not-in-edition", .warning,
    "{class} ({name}) is no class of {edition}; if the map is newer, say --class-edition 33-2018",
    vi:
      "{class} ({name}) không có trong {edition}; nếu bản đồ mới hơn, hãy dùng --class-edition 33-2018"
  )
  /// Number and letters of two types.
  public static let statusNumberContradicts = FindingKind(
    "status-number-contradicts", .warning,
    "the number {value} means {other}, the letters say {class} ({name}), number {number}; correct one of them",
    vi:
      "mã số {value} là {other}, còn chữ viết tắt là {class} ({name}), mã số {number}; hãy sửa một trong hai"
  )
  /// A code outside its list.
  public static let statusCodeUnknown = FindingKind(
    "status-code-unknown", .warning, "read \"{value}\" ({meaning}), expected {expected}",
    vi: "đọc được “{value}” ({meaning}), cần {expected}")
  /// No forest category.
  public static let statusCategoryEmpty = FindingKind(
    "status-category-empty", .warning,
    "the forest category is empty; expected {expected}",
    vi: "mã ba loại rừng để trống; cần {expected}")
  /// Category and use of two categories.
  public static let statusCategoryContradicts = FindingKind(
    "status-category-contradicts", .warning,
    "the category {value} contradicts the use {other}",
    vi: "mã ba loại rừng {value} mâu thuẫn với mục đích sử dụng {other}")
  /// A layer with another order of categories.
  public static let statusCategoryOrder = FindingKind(
    "status-category-order", .warning,
    "in {count} of {all} parcels protection and special-use are exchanged by their use; the published order is 1 protection, 2 special-use, 3 production. Ask who made the layer, and exchange 1 and 2 if so",
    vi:
      "ở {count} trong {all} lô, mã phòng hộ và đặc dụng bị đổi chỗ so với mục đích sử dụng; thứ tự chuẩn: 1 phòng hộ, 2 đặc dụng, 3 sản xuất. Hãy hỏi nơi lập bản đồ và đổi mã 1 với 2 nếu đúng"
  )
  /// A code that contradicts the type.
  public static let statusTypeContradicts = FindingKind(
    "status-type-contradicts", .warning, "{value} contradicts the type {class} ({name})",
    vi: "{value} mâu thuẫn với loại {class} ({name})")
  /// A volume outside the class.
  public static let statusVolumeOutside = FindingKind(
    "status-volume-outside", .warning,
    "read {value} m³/ha, {class} has {range} by {edition}{status}; correct the volume or the type, or say --class-edition",
    vi:
      "đọc được {value} m³/ha, loại {class} là {range} theo {edition}{status}; hãy sửa trữ lượng hoặc mã loại, hoặc dùng --class-edition"
  )
  /// Many poor forests with a volume of another edition.
  public static let statusEditionDoubtful = FindingKind(
    "status-edition-doubtful", .warning,
    "{count} of {all} parcels of poor forest have 10 to 50 m³/ha, which is poor only by Circular 34/2009/TT-BNNPTNT; if the map follows it, say --class-edition 34-2009",
    vi:
      "{count} trong {all} lô rừng nghèo có trữ lượng 10 đến 50 m³/ha, chỉ là rừng nghèo theo Thông tư 34/2009/TT-BNNPTNT; nếu bản đồ theo thông tư này, hãy dùng --class-edition 34-2009"
  )
  /// A stock of the parcel that is not stock per hectare times hectares.
  public static let statusStockProduct = FindingKind(
    "status-stock-product", .warning,
    "read {value}; stock per hectare times recorded hectares is {expected}",
    vi: "đọc được {value}; trữ lượng trên ha nhân diện tích ghi trong bảng là {expected}")
  /// A recorded area unlike the polygon's.
  public static let statusAreaDiffers = FindingKind(
    "status-area-differs", .warning,
    "read {value} ha, the polygon has {measured} ha ({percent}% off); the polygon's hectares count unless --area field:NAME says otherwise",
    vi:
      "đọc được {value} ha, diện tích tính từ ranh giới là {measured} ha (lệch {percent}%); dùng diện tích theo ranh giới, trừ khi dùng --area field:TÊN"
  )
  /// A recorded area in square metres.
  public static let statusAreaUnit = FindingKind(
    "status-area-unit", .warning,
    "read {value}, the polygon has {measured} ha: that is square metres, write {ha}",
    vi:
      "đọc được {value}, diện tích tính từ ranh giới là {measured} ha: số này là m², hãy ghi {ha}"
  )
  /// A recorded area unlike the polygon's that would be counted.
  public static let statedAreaDiffers = FindingKind(
    "stated-area-differs", .error,
    "read {value}, the polygon has {measured} ha, and --area counts what is read{hint}; correct it, count the polygons (--area geodesic), or allow more with --area-tolerance SHARE",
    vi:
      "đọc được {value}, diện tích tính từ ranh giới là {measured} ha, trong khi --area dùng giá trị này{hint}; hãy sửa lại, tính theo ranh giới (--area geodesic), hoặc cho phép lệch nhiều hơn bằng --area-tolerance TỶ_LỆ"
  )
  /// A year where an age class is expected.
  public static let statusAgeClassYear = FindingKind(
    "status-age-class-year", .warning,
    "read {value}, a year and no age class; one export of the server writes the mean year of canopy closure here",
    vi:
      "đọc được {value}, là năm chứ không phải cấp tuổi; một kiểu xuất của máy chủ ghi năm khép tán trung bình vào đây"
  )
  /// A planting year that is no year.
  public static let statusPlantingYear = FindingKind(
    "status-planting-year", .warning, "read {value}, expected a year from 1900 to 2100",
    vi: "đọc được {value}, cần năm từ 1900 đến 2100")
  /// Holders of contracts and disputing parties in each other's fields.
  public static let statusRolesExchanged = FindingKind(
    "status-roles-exchanged", .warning,
    "in {count} parcels the holder of the contract stands where the disputing party belongs, or the other way round (mangnk, nguoink; mangtrch, nguoitrch); one export of the server exchanges them",
    vi:
      "ở {count} lô, người nhận khoán nằm ở trường của người tranh chấp hoặc ngược lại (mangnk, nguoink; mangtrch, nguoitrch); một kiểu xuất của máy chủ đổi chỗ hai trường này"
  )
  /// Land that is not forest, counted as forest.
  public static let statusNotForestCounted = FindingKind(
    "status-not-forest-counted", .warning,
    "class {class} ({name}) is not forest by the legal list, but {ha} ha of it count as stratum {stratum}; to leave it out: {line}",
    vi:
      "loại {class} ({name}) không phải rừng theo danh mục, nhưng {ha} ha được tính vào tầng {stratum}; để loại ra, ghi: {line}"
  )
  /// Codes of communes that the crosswalk does not have.
  public static let crosswalkUnknown = FindingKind(
    "crosswalk-unknown", .warning,
    "commune {code} (parcels: {parcels}, {ha} ha) is not in {file}; its parcels get no new commune. Add a line {code},NEW_CODE",
    vi:
      "xã {code} (số lô: {parcels}, {ha} ha) không có trong {file}; các lô này chưa có xã mới. Hãy thêm dòng {code},MÃ_MỚI"
  )
  /// A commune that was divided.
  public static let crosswalkDivided = FindingKind(
    "crosswalk-divided", .warning,
    "commune {code} was divided ({new}): which of them a parcel lies in is not known, so its parcels ({parcels}) keep all these codes, and communes.csv divides their {ha} ha by the shares",
    vi:
      "xã {code} bị chia ({new}): chưa biết lô nào thuộc xã nào, nên {parcels} lô ghi đủ các mã và communes.csv chia {ha} ha theo tỷ lệ"
  )
  /// Shares of a divided commune that are not one.
  public static let crosswalkShares = FindingKind(
    "crosswalk-shares", .error,
    "the shares of commune {code} add up to {sum}, expected 1; every part needs its share",
    vi: "tổng tỷ lệ của xã {code} là {sum}, cần bằng 1; mỗi phần đều cần tỷ lệ")
  /// A code that is no code of a commune.
  public static let crosswalkCode = FindingKind(
    "crosswalk-code", .error,
    "read \"{value}\", expected a commune code of up to five digits",
    vi: "đọc được “{value}”, cần mã xã không quá năm chữ số")
  /// The same line twice.
  public static let crosswalkTwice = FindingKind(
    "crosswalk-twice", .error, "commune {code} goes to {new} in row {first} already",
    vi: "xã {code} đã được chuyển thành {new} ở dòng {first}")

  /// All of this file, in the order of the documentation.
  static let forestStatus: [FindingKind] = [
    statusLayer, statusPersonalFields, personalFieldPrinted, statusTypeUnknown,
    statusTypeRespelled, statusTypeEmpty, statusTypeNotInEdition, statusNumberContradicts,
    statusCodeUnknown, statusCategoryEmpty, statusCategoryContradicts, statusCategoryOrder,
    statusTypeContradicts, statusVolumeOutside, statusEditionDoubtful, statusStockProduct,
    statusAreaDiffers, statusAreaUnit, statedAreaDiffers, statusAgeClassYear, statusPlantingYear,
    statusRolesExchanged, statusNotForestCounted, crosswalkUnknown, crosswalkDivided,
    crosswalkShares, crosswalkCode, crosswalkTwice,
  ]
  /// Those about whole files.
  static let blockingForestStatus = [
    personalFieldPrinted, crosswalkShares, crosswalkCode, crosswalkTwice,
  ]
}
