/** The one place that knows where uPlot is; its version is the one of api-gateway/pom.xml. */
import Plot from "/webjars/uplot/1.6.30/dist/uPlot.esm.js";

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = "/webjars/uplot/1.6.30/dist/uPlot.min.css";
document.head.append(style);

export { Plot };
