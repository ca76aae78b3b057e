// The one door to the vendored view library: its place and its version are named here alone.
export {
  Component,
  h,
  html,
  render,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "../../vendor/htm/standalone.module.js";
