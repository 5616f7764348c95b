package dev.fieldsync.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DemoCallerFilterTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, localhost, 200",
    "127.0.0.1, 127.0.0.1, 200",
    "::1, [::1], 200",
    "127.0.0.1, app.localhost, 200",
    "127.0.0.1, evil.example, 403",
    "127.0.0.1, localhost.evil.example, 403",
    "127.0.0.1, 127.0.0.1.evil.example, 403",
    "192.0.2.7, fieldsync.example, 200"
  })
  void whoComesOverLoopbackNamesIt(String address, String host, int status) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/tasks");
    request.setLocalAddr(address);
    request.setServerName(host);
    MockHttpServletResponse response = new MockHttpServletResponse();

    new DemoCallerFilter("demo").doFilter(request, response, new MockFilterChain());

    assertThat(response.getStatus()).isEqualTo(status);
  }
}
