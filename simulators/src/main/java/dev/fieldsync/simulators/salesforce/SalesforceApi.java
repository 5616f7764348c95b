package dev.fieldsync.simulators.salesforce;

import dev.fieldsync.simulators.traffic.Answer;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Call;
import dev.fieldsync.simulators.traffic.Counters;
import dev.fieldsync.simulators.traffic.Fault;
import dev.fieldsync.simulators.traffic.SimulatedProvider;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Issues tokens and answers queries page by page. */
final class SalesforceApi implements SimulatedProvider {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern QUERY_PATH =
      Pattern.compile("/services/data/v\\d+\\.0/query(?:/(01g\\d{15})-(\\d{1,9}))?");

  private final SalesforceOrg org;
  private final QueryLocators locators = new QueryLocators();

  SalesforceApi(SalesforceOrg org) {
    this.org = org;
  }

  @Override
  public Answer answer(Call call, Behaviour behaviour, Counters counters, boolean twice) {
    if (call.path().equals("/services/oauth2/token") && call.method().equals("POST")) {
      return token(call);
    }
    Matcher query = QUERY_PATH.matcher(call.path());
    if (!query.matches() || !call.method().equals("GET")) {
      return error(404, "NOT_FOUND", "The requested resource does not exist");
    }
    String authorization = String.valueOf(call.header("authorization"));
    if (!authorization.startsWith("Bearer ")
        || !org.isValid(authorization.substring("Bearer ".length()))) {
      return error(401, "INVALID_SESSION_ID", "Session expired or invalid");
    }
    String locator = query.group(1);
    return locator == null
        ? firstPage(call)
        : nextPage(call.path(), locator, Integer.parseInt(query.group(2)));
  }

  @Override
  public Answer error(Fault fault) {
    return switch (fault) {
      case THROTTLED -> error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
      case REJECTED -> error(400, "MALFORMED_QUERY", "rejected by the simulator");
      default -> error(503, "SERVER_UNAVAILABLE", "The server is not available");
    };
  }

  @Override
  public JsonNode done(Call call) {
    return JSON.objectNode().put("contacts", org.size()).put("tokensIssued", org.tokensIssued());
  }

  @Override
  public void forget() {
    org.expireTokens();
    locators.forget();
  }

  private Answer token(Call call) {
    Map<String, String> form = call.form();
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return tokenError("unsupported_grant_type", "grant type not supported");
    }
    if (!SalesforceSimulator.CLIENT_ID.equals(form.get("client_id"))) {
      return tokenError("invalid_client_id", "client identifier invalid");
    }
    if (!SalesforceSimulator.CLIENT_SECRET.equals(form.get("client_secret"))) {
      return tokenError("invalid_client", "invalid client credentials");
    }
    ObjectNode token = JSON.objectNode();
    token.put("access_token", org.issueToken()).put("token_type", "Bearer").put("scope", "api");
    token.put("instance_url", "http://" + call.header("host"));
    token.put("issued_at", Long.toString(System.currentTimeMillis()));
    return Answer.json(200, token);
  }

  private Answer firstPage(Call call) {
    String text = call.parameters().getOrDefault("q", "");
    Optional<Soql> query = Soql.parse(text);
    if (query.isEmpty()) {
      return error(400, "MALFORMED_QUERY", "unexpected token: '" + text + "'");
    }
    if (!query.get().object().equalsIgnoreCase("Contact")) {
      return error(
          400, "INVALID_TYPE", "sObject type '" + query.get().object() + "' is not supported.");
    }
    for (String field : query.get().fields()) {
      if (!org.contact(0).containsKey(field)) {
        return error(400, "INVALID_FIELD", "No such column '" + field + "' on entity 'Contact'.");
      }
    }
    return page(call.path(), locators.open(query.get()), query.get(), 0);
  }

  private Answer nextPage(String path, String locator, int from) {
    Soql query = locators.find(locator);
    if (query == null) {
      return error(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    return page(path.substring(0, path.lastIndexOf('/')), locator, query, from);
  }

  private Answer page(String path, String locator, Soql query, int from) {
    int total = Math.min(org.size(), query.limit());
    int to = Math.min(total, from + org.pageSize());
    ObjectNode page = JSON.objectNode().put("totalSize", total).put("done", to == total);
    if (to < total) {
      page.put("nextRecordsUrl", path + "/" + locator + "-" + to);
    }
    ArrayNode records = page.putArray("records");
    for (int i = from; i < to; i++) {
      Map<String, String> contact = org.contact(i);
      ObjectNode node = records.addObject();
      node.putObject("attributes").put("type", "Contact");
      query.fields().forEach(field -> node.put(field, contact.get(field)));
    }
    return Answer.json(200, page);
  }

  private static Answer tokenError(String error, String description) {
    return Answer.json(
        400, JSON.objectNode().put("error", error).put("error_description", description));
  }

  private static Answer error(int status, String code, String message) {
    ArrayNode errors = JSON.arrayNode();
    errors.addObject().put("message", message).put("errorCode", code);
    return Answer.json(status, errors);
  }
}
