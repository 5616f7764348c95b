/**
 * Reads a pasted or uploaded list of people: an address on each line, or CSV whose first line names
 * its columns, one of them `email`. Whether addresses are valid is for the gateway to say.
 */

/** @returns {{emails: (string | object)[], columns: string[]}} */
export function readAddresses(text) {
  const rows = readCsv(text.replace(/^\uFEFF/, ""));
  const head = rows[0]?.map((each) => each.toLowerCase()) ?? [];
  const at = head.indexOf("email");
  if (at < 0) {
    return { emails: rows.flat().filter(Boolean), columns: [] };
  }
  const columns = rows[0].map((each, i) => (i === at ? "email" : each));
  const emails = rows.slice(1).map((row) => {
    const person = columns.map((column, i) => [column, row[i] ?? ""]);
    return Object.fromEntries(person.filter(([column, value]) => column === "email" || (column && value)));
  });
  return { emails, columns: columns.filter((column) => column !== "email" && column) };
}

/** Rows of trimmed fields (RFC 4180); the separator is a comma, or whatever else the first line has. */
function readCsv(text) {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const separator = [",", ";", "\t"].find((each) => first.includes(each)) ?? ",";
  const rows = [];
  let row = [];
  let field = "";
  let quoted = false;
  const endField = () => {
    row.push(field.trim());
    field = "";
  };
  const endRow = () => {
    endField();
    if (row.some(Boolean)) {
      rows.push(row);
    }
    row = [];
  };
  for (let i = 0; i < text.length; i++) {
    const each = text[i];
    if (quoted) {
      if (each === '"' && text[i + 1] === '"') {
        field += '"';
        i++;
      } else if (each === '"') {
        quoted = false;
      } else {
        field += each;
      }
    } else if (each === '"' && field.trim() === "") {
      field = "";
      quoted = true;
    } else if (each === separator) {
      endField();
    } else if (each === "\n" || each === "\r") {
      endRow();
    } else {
      field += each;
    }
  }
  endRow();
  return rows;
}
